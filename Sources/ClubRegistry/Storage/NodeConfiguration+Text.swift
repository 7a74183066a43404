/// The text of a new node.yaml.
extension NodeConfiguration {
    /// A file for a new node without peers, with comments for the person who will edit it, in their
    /// language.
    ///
    /// - Precondition: `node` is a node name; `name` is a display name (one line, at most 200
    ///   characters).
    package static func newFile(
        node: String, name: String, language: Language, listen: ListenAddress = .standard
    ) -> String {
        precondition(Name.isNode(node) && isDisplayName(name))
        let comments = Comments.of(language)
        return """
            \(comments.file)

            \(comments.node)
            node: \(yamlScalar(node))
            \(comments.name)
            name: \(quoted(name))

            \(comments.language)
            language: \(language.rawValue)

            \(comments.listen)
            listen: \(yamlScalar(listen.description))

            \(comments.ping)

            \(comments.peers)
            peers: []

            """
    }

    /// `text` bare, where every YAML reader takes that for a text, else in double quotes.
    static func yamlScalar(_ text: String) -> String {
        let isPlain =
            text.utf8.first.map { Name.isLower($0 | 0x20) || Name.isDigit($0) } == true
            && text.utf8.allSatisfy {
                Name.isLower($0 | 0x20) || Name.isDigit($0) || "-._~/:%[]".utf8.contains($0)
            }
            && text.utf8.last != UInt8(ascii: ":")
        // YAML 1.1 takes these for booleans and nothing.
        let isWord = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(
            text.lowercased())
        return isPlain && !isWord ? text : quoted(text)
    }

    /// In double quotes; the text has no control characters.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }

    private struct Comments {
        let file, node, name, language, listen, ping, peers: String

        static func of(_ language: Language) -> Comments {
            switch language {
            case .french: french
            case .english: english
            }
        }

        private static let french = Comments(
            file: """
                # Réglages du nœud. Ce fichier se modifie à la main ; « club-sync peers » n’en touche que les lignes utiles.
                # Aucune clé ici : « club-sync init » les crée à part, dans le dossier du nœud.
                """,
            node: """
                # Identifiant : lettres minuscules, chiffres, tirets. Il ouvre l’identifiant de chaque fiche : ne plus le changer.
                """,
            name: "# Nom affiché.",
            language: "# Langue des écrans et des messages : fr ou en.",
            listen: """
                # Adresse d’écoute de « club-sync serve ». 127.0.0.1 reste sur cette machine ;
                # pour que d’autres nœuds y viennent, donner une adresse qu’ils peuvent joindre, ou mettre un proxy TLS devant.
                # Seuls les nœuds de la charte lisent, car ils signent leurs requêtes.
                """,
            ping: """
                # À prévenir à la fin de chaque pull de nuit, s’il y a lieu : un GET de ADRESSE/CODE DE SORTIE.
                # ping: https://hc-ping.example/identifiant
                """,
            peers: """
                # Les nœuds chez qui « club-sync pull » va chercher les nouveautés.
                # « club-sync peers add NOM ADRESSE » en ajoute un, sous la forme :
                #   - name: caen
                #     url: https://caen.example:8471
                """)

        private static let english = Comments(
            file: """
                # Settings of this node. Edit it by hand; "club-sync peers" touches only the lines it must.
                # No keys here: "club-sync init" makes them beside this file.
                """,
            node: """
                # Identifier: lower-case letters, digits, hyphens. The id of every record begins with it: do not change it any more.
                """,
            name: "# The name shown.",
            language: "# Language of pages and messages: fr or en.",
            listen: """
                # Where "club-sync serve" listens. 127.0.0.1 stays on this machine;
                # for other nodes to come, give an address that they can reach, or put a TLS proxy in front.
                # Only nodes of the charter read, since they sign their requests.
                """,
            ping: """
                # Whom to tell at the end of a nightly pull, if anybody: a GET of URL/EXIT CODE.
                # ping: https://hc-ping.example/identifier
                """,
            peers: """
                # The nodes from which "club-sync pull" fetches what is new.
                # "club-sync peers add NAME URL" adds one, like this:
                #   - name: caen
                #     url: https://caen.example:8471
                """)
    }
}
