/// What the shells load: they pass on the words up to the cursor, and show what comes back.
enum CompletionScript {
    static let bash = #"""
        # bash completion for club-sync:  source <(club-sync completions bash)
        _club_sync() {
            local line=${COMP_LINE:0:COMP_POINT} words=() i word
            # bash cuts words at = : @ too; what stands together in the line is one word.
            for ((i = 0; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if ((i == 0)) || [[ $line == [[:space:]]* ]]; then words+=(''); fi
                line=${line#"${line%%[![:space:]]*}"}
                if ((i == COMP_CWORD)); then word=$line; fi
                words[-1]+=$word
                line=${line#"$word"}
            done
            local current=${words[-1]} cut='' mark
            # What is before the last = or : stays as it is; an @ belongs to what is replaced.
            for mark in = :; do
                if [[ $COMP_WORDBREAKS == *$mark* && $current == *$mark* ]]; then
                    word=${current%"${current##*$mark}"}
                    if ((${#word} > ${#cut})); then cut=$word; fi
                fi
            done
            local answer candidate
            mapfile -t answer < <("${words[0]/#\~\//$HOME/}" complete -- "${words[@]:1}" 2>/dev/null)
            COMPREPLY=()
            case ${answer[0]} in
            :files) compopt -o default 2>/dev/null ; return ;;
            :folders) compopt -o dirnames 2>/dev/null ; return ;;
            esac
            for line in "${answer[@]}"; do
                candidate=${line%%$'\t'*}
                # Descriptions only in the list that the second Tab shows: that one inserts nothing.
                if [[ $COMP_TYPE == 63 && $line == *$'\t'?* ]] && ((${#answer[@]} > 1)); then
                    candidate+="  (${line#*$'\t'})"
                fi
                COMPREPLY+=("${candidate#"$cut"}")
            done
            if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then
                compopt -o nospace 2>/dev/null
            fi
        }
        complete -F _club_sync club-sync
        """#

    static let zsh = #"""
        #compdef club-sync
        # zsh completion for club-sync: a file _club-sync in a folder of $fpath
        _club-sync() {
            local -a answer closed open
            local line candidate
            answer=("${(@f)$("${(Q)words[1]/#\~\//$HOME/}" complete -- \
                "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
            case $answer[1] in
            :files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files; return ;;
            :folders) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/; return ;;
            esac
            for line in $answer; do
                candidate=${${line%%$'\t'*}//:/\\:}
                if [[ $candidate == *= ]]; then
                    open+=("$candidate:${line#*$'\t'}")
                else
                    closed+=("$candidate:${line#*$'\t'}")
                fi
            done
            (($#closed)) && _describe -t words club-sync closed
            (($#open)) && _describe -t fields club-sync open -S ''
            (($#closed + $#open))
        }
        if [[ $funcstack[1] == _club-sync ]]; then
            _club-sync "$@"
        else
            compdef _club-sync club-sync
        fi
        """#

    static let fish = #"""
        # fish completion for club-sync: a file club-sync.fish in ~/.config/fish/completions
        function __club_sync_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l prefix (string match -r -- '^--[^=]*=' $current)
            set -l path (string replace -r -- '^--[^=]*=' '' $current)
            for line in ($words[1] complete -- $words[2..] "$current" 2>/dev/null)
                switch $line
                    case ':files'
                        for found in (__fish_complete_path $path)
                            printf '%s\n' "$prefix$found"
                        end
                    case ':folders'
                        for found in (__fish_complete_directories $path '')
                            printf '%s\n' "$prefix$found"
                        end
                    case '*'
                        printf '%s\n' $line
                end
            end
        end
        complete -c club-sync -f -a '(__club_sync_complete)'
        """#
}
