import Patterns
import Testing

/// The texts of errors and findings as users read them.
struct PatternTextTests {
    /// A pattern, what is wrong with it, and what to write instead.
    private static let errors = #"""
        a(?=b)
          at byte 1: look-ahead (?=…) is not supported;
          list what is allowed: the whole value is matched, so there is nothing around it
        a(?!b)
          at byte 1: negative look-ahead (?!…) is not supported;
          list what is allowed: the whole value is matched, so there is nothing around it
        (?<=a)b
          at byte 0: look-behind (?<=…) is not supported;
          list what is allowed: the whole value is matched, so there is nothing around it
        é(?<!a)b
          at byte 2: negative look-behind (?<!…) is not supported;
          list what is allowed: the whole value is matched, so there is nothing around it
        (a)\1
          at byte 3: back-reference such as \1 is not supported;
          write the part out that comes again
        (?P<n>a)(?P=n)
          at byte 8: back-reference by name such as (?P=name) is not supported;
          write the part out that comes again
        (?>a*)b
          at byte 0: atomic group (?>…) is not supported;
          write `(?:…)`, since matching takes linear time anyway
        a*+
          at byte 1: possessive repeat such as *+ is not supported;
          leave out the last `+`, since matching takes linear time anyway
        (?i)a
          at byte 0: inline flags such as (?i) is not supported;
          write both cases, as in `[Mm]ain`, or use a class
        (?#note)
          at byte 0: comment (?#…) is not supported;
          move the comment into the configuration file
        (a)(?(1)b|c)
          at byte 3: conditional (?(1)…|…) is not supported;
          write both forms as branches: `(…|…)`
        a(?R)
          at byte 1: recursion such as (?R) is not supported;
          write the part out that comes again
        (?|a|b)
          at byte 0: branch reset (?|…) is not supported;
          write `(?:…)`, since nothing is captured
        (?'n'a)
          at byte 0: group name in quotes (?'name'…) is not supported;
          write `(?P<name>…)`
        (?C1)
          at byte 0: callout or code such as (?C1) is not supported;
          remove it
        (*COMMIT)a
          at byte 0: backtracking verb such as (*COMMIT) is not supported;
          remove it, since there is no backtracking
        (?~a)
          at byte 0: this kind of group (?…) is not supported;
          write `(?:…)` for a group
        \bmain\b
          at byte 0: word boundary \b is not supported;
          remove it, since the whole value is matched
        a\B
          at byte 1: word boundary \B is not supported;
          remove it, since the whole value is matched
        main\Z
          at byte 4: end \Z is not supported;
          remove it, or write `\z`: a trailing newline is never left out
        \Ga
          at byte 0: start of match \G is not supported;
          remove it, since the whole value is matched
        a\Kb
          at byte 1: match reset \K is not supported;
          remove it, since the whole value is matched
        \p{L}
          at byte 0: Unicode property such as \p{…} is not supported;
          write a class with the ranges that are meant, as in `[a-zà-ÿ]`
        a\R
          at byte 1: line break \R is not supported;
          write `(?:\r\n|\n)`
        \X
          at byte 0: grapheme cluster \X is not supported;
          write `.` for one Unicode scalar
        \C
          at byte 0: single byte \C is not supported;
          write `.` for one Unicode scalar
        \h
          at byte 0: horizontal space \h is not supported;
          write `[ \t]` or `[^ \t]`
        \V
          at byte 0: vertical space \V is not supported;
          write `[^\n\r\f\v]`
        \N{DASH}
          at byte 0: \N is not supported;
          write `.` for any character but a newline
        \Qa.b\E
          at byte 0: quoted literal \Q…\E is not supported;
          escape each punctuation mark, as in `\.`
        a\012
          at byte 1: octal escape such as \0 is not supported;
          write two hexadecimal digits, as in `\x00`
        \x{e9}
          at byte 0: escape \x{…} is not supported;
          write the character itself, or two hexadecimal digits, as in `\x0a`
        \u00e9
          at byte 0: escape such as \u00e9 is not supported;
          write the character itself
        \cA
          at byte 0: control escape such as \cA is not supported;
          write two hexadecimal digits, as in `\x01`
        \e
          at byte 0: escape character \e is not supported;
          write `\x1b`
        [a\b]
          at byte 2: backspace [\b] is not supported;
          write `\x08`
        [0-9[:alpha:]]
          at byte 4: POSIX class such as [:alpha:] is not supported;
          write the ranges, as in `[a-zA-Z]` for `[[:alpha:]]`
        [a-z&&[^x]]
          at byte 4: class intersection && is not supported;
          write the characters that remain, or `&` once for itself
        a{,3}
          at byte 1: repeat without a minimum {,n} is not supported;
          write `{0,n}`, or `\{` for a brace
        a\q
          at byte 1: `\q` is no known escape;
          leave out the `\`, or write `\\` for a backslash
        \x4
          at byte 0: the escape `\x4` needs two hexadecimal digits;
          write both digits, as in `\x0a`
        ab\
          at byte 2: the pattern ends with a single `\`;
          write `\\` for a backslash
        a(b
          at byte 1: the group that `(` opens is not closed;
          close it, or write `\(` for the character
        ab)
          at byte 2: `)` closes no group;
          remove it, or write `\)` for the character
        a[bc
          at byte 1: the class that `[` opens is not closed;
          close it, or write `\[` for the character
        *a
          at byte 0: `*` has nothing to repeat;
          put it after what it repeats, or write `\*` for the character
        a**
          at byte 2: `**` repeats a repeat;
          put the inner repeat in a group: `(?:…)`
        a{1
          at byte 1: `{1` is not a counted repeat;
          write `{m}`, `{m,}` or `{m,n}`, or `\{` for a brace
        a{3,2}
          at byte 1: the repeat `{3,2}` has a minimum above its maximum;
          write the smaller one first
        [z-a]
          at byte 1: the range `z-a` is out of order;
          write the smaller one first
        [\w-.]
          at byte 1: the range `\w-.` begins or ends with a class;
          put the dash last in the class, or escape it
        a^b
          at byte 1: the anchor `^` is not at an end of the pattern;
          remove it, since the whole value is matched, or write `\^` for the character
        a\Ab
          at byte 1: the anchor `\A` is not at an end of the pattern;
          remove it, since the whole value is matched
        (^a)*
          at byte 1: the anchor `^` is inside a part that is repeated;
          move it out of the repeated part, or write `\^` for the character
        (?P<>a)
          at byte 0: the group name `` is malformed;
          write `(?P<name>…)` with letters, digits and underscores
        ((a{1000}){1000}){1000}
          at byte 1: the pattern is too large: written out it takes 1000000000 states, 200000 are allowed;
          make its counted repeats smaller
        (a|b)*a(a|b){30}
          at byte 0: the pattern is too large: its automaton takes over 20000 states;
          make its counted repeats smaller, or what stands before them more distinct from them
        (a?){100000}
          at byte 0: the pattern is too large: compiling it takes over 1000000 steps;
          make its counted repeats smaller, or what stands before them more distinct from them
        """#

    /// A pattern, what was found in it, and what to write instead.
    private static let findings = #"""
        .*
          The pattern matches every printable value, so it restricts nothing.
          Write what all values have in common, and `[a-z0-9-]+` or the like where they differ.
        [\s\S]+
          The pattern matches every printable value, so it restricts nothing.
          Write what all values have in common, and `[a-z0-9-]+` or the like where they differ.
        [^\s\S]
          The pattern matches no value at all.
          Remove it, or write what it is meant to allow.
        [a-z]*
          The pattern matches the empty value.
          Unless that is meant, write `+` instead of `*`, or leave out a `?`.
        github.com/[a-z]+
          The unescaped `.` matches any character, not only a dot, in `github.com/[a-z]+`.
          Write `\.` for a dot.
        https://github\.com/acme/infra(.git)?
          The unescaped `.` matches any character, not only a dot, in `/acme/infra(.git)?`.
          Write `\.` for a dot.
        (github|gitlab).(com|org)/x
          The unescaped `.` matches any character, not only a dot, in `thub|gitlab).(com|org)/x`.
          Write `\.` for a dot.
        v[0-9]+.[0-9]+
          The unescaped `.` matches any character, not only a dot, in `v[0-9]+.[0-9]+`.
          Write `\.` for a dot.
        git@github\.com:acme/.*
          `.*` matches any characters, however many, slashes and dashes included.
          Write the characters that are allowed there, for example `[a-z0-9-]+` for a name.
        \S+/x
          `\S+` matches any characters, however many, slashes and dashes included.
          Write the characters that are allowed there, for example `[a-z0-9-]+` for a name.
        (plan|)
          The pattern matches the empty value.
          Unless that is meant, write `+` instead of `*`, or leave out a `?`.
          The alternation has an empty branch, so nothing at all matches there as well.
          Remove the `|` if that is not meant; write `(…)?` if it is.
        (plan|plan-all|plan)
          The branch `plan` stands at byte 1 already.
          Remove one of them.
        main|release/[0-9]+|[a-z]+
          Everything that the branch `main` matches is matched by `[a-z]+` as well.
          Remove the branch, or narrow the other one at byte 20.
        [a-z]+|[a-z]+x
          Everything that the branch `[a-z]+x` matches is matched by `[a-z]+` as well.
          Remove the branch, or narrow the other one at byte 0.
        [a-z0-9.-_]+
          The range `.-_` matches 50 characters, among them `/` `:` `;`.
          Put the dash last in the class for a dash, or write the ranges apart, as in `A-Za-z`.
        [A-z]+
          The range `A-z` matches 58 characters, among them `[` `\` `]`.
          Put the dash last in the class for a dash, or write the ranges apart, as in `A-Za-z`.
        [plan|apply]
          The class `[plan|apply]` matches one character, `|` included, not one of several words.
          Write `(plan|apply)` for words, in round brackets.
        ^main$
          `^` changes nothing, because the whole value is always matched.
          It may stay or go.
        """#

    @Test func `the text of every kind of error names the place, the construct and what to write instead`() {
        let sources = Self.sources(of: Self.errors)
        let texts = sources.map { source in
            do throws(PatternError) {
                _ = try Pattern(source)
                return source
            } catch {
                return "\(source)\n  at byte \(error.position): \(error.message);\n  \(error.hint)"
            }
        }
        #expect(texts.joined(separator: "\n") == Self.errors)
    }

    @Test func `the text of every kind of finding says what the pattern does and what to write instead`() throws {
        let texts = try Self.sources(of: Self.findings).map { source in
            let findings = try Pattern(source).findings
            return ([source] + findings.map { "  \($0.message)\n  \($0.hint)" }).joined(separator: "\n")
        }
        #expect(texts.joined(separator: "\n") == Self.findings)
    }

    @Test func `the description of an error is one line with its position, message and hint`() {
        let error = #expect(throws: PatternError.self) { _ = try Pattern("main$x") }
        let text = "the anchor `$` is not at an end of the pattern"
        let hint = #"remove it, since the whole value is matched, or write `\$` for the character"#
        #expect(error?.description == "at byte 4: \(text); \(hint)")
    }

    /// The lines that are not indented.
    private static func sources(of golden: String) -> [String] {
        golden.split(separator: "\n").filter { !$0.hasPrefix("  ") }.map(String.init)
    }
}
