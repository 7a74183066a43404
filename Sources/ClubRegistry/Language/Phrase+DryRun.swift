// swift-format-ignore-file: LineLength
/// What a dry run says instead of doing it.
extension Phrase {
    static let dryRunTexts: [Phrase: Text] = [
        .wouldWriteFile: Text(
            fr:
                "Essai : {path} serait écrit. Rien n’a été modifié.",
            en:
                "Dry run: {path} would be written. Nothing was changed."
        ),
        .wouldInitialise: Text(
            fr:
                "Essai : un nœud serait créé dans {dir}, avec ses clés. Rien n’a été modifié.",
            en:
                "Dry run: a node would be made in {dir}, with its keys. Nothing was changed."
        ),
        .wouldJoin: Text(
            fr:
                "Essai : ce nœud rejoindrait {network}, réseau {id}. Rien n’a été modifié. Comparez cet identifiant de vive voix.",
            en:
                "Dry run: this node would join {network}, network {id}. Nothing was changed. Compare that id by voice."
        ),
        .wouldAddPeer: Text(
            fr:
                "Essai : le pair {peer} serait ajouté. Rien n’a été modifié.",
            en:
                "Dry run: the peer {peer} would be added. Nothing was changed."
        ),
        .wouldRemovePeer: Text(
            fr:
                "Essai : le pair {peer} serait retiré. Rien n’a été modifié.",
            en:
                "Dry run: the peer {peer} would be removed. Nothing was changed."
        ),
        .peerPlanned: Text(
            fr:
                "à prendre : {count} {count|ligne|lignes}",
            en:
                "to fetch: {count} {count|line|lines}"
        ),
        .nothingFetched: Text(
            fr:
                "Essai : rien n’a été pris ni modifié.",
            en:
                "Dry run: nothing was fetched or changed."
        ),
    ]
}
