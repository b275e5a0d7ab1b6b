using System.Text;
using CsCheck;
using Monitor.Actors.Config;
using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>No text harms the process: limits are kept, and what is refused is refused with a place (S-30 to S-33).</summary>
public sealed class SafetyTests
{
    public static TheoryData<string, string> Refusals => new()
    {
        { "", "checks.yaml, no checks: the file is empty; write checks: with at least one entry" },
        { "# only a comment\n", "checks.yaml, no checks: the file is empty; write checks: with at least one entry" },
        { "null\n", "checks.yaml, no checks: the file is empty; write checks: with at least one entry" },
        { "checks:\n", "checks.yaml: line 1, column 8, checks: expected a list, got nothing; write checks: and a list of entries, or checks: [] for none" },
        { "global: {}\n", "checks.yaml: line 1, column 1, checks: missing; write checks: and a list of entries, or checks: [] for none" },
        { "- name: a\n", "checks.yaml: line 1, column 1, expected checks: with a list under it, got a list; start the file with checks:" },
        { "hello\n", "checks.yaml: line 1, column 1, expected checks: with a list under it, got text \"hello\"; start the file with checks:" },
        { new string('[', 100_000), "checks.yaml: line 1, column 33, nested deeper than 32 levels; remove brackets or indentation" },
        { string.Concat(Enumerable.Repeat("{a: ", 25_000)), "checks.yaml: line 1, column 129, nested deeper than 32 levels; remove brackets or indentation" },
        { string.Concat(Enumerable.Repeat("- ", 50_000)), "checks.yaml: line 1, column 65, nested deeper than 32 levels; remove brackets or indentation" },
        { Http("x: !!System.IO.FileInfo /etc/passwd"), "checks.yaml: line 6, column 8, a tag (!name) is not allowed; remove it, or put the value in quotes if ! belongs to it" },
        { Http("severity: P1", "severity: P2"), "checks.yaml: line 7, column 5, severity: the key is already there in line 6; remove one of the two" },
        { "checks: []\n---\nchecks: []\n", "checks.yaml: line 2, column 1, a second document begins here; remove the line ---" },
        { "checks: [" + string.Concat(Enumerable.Repeat("1,", 4_000_001)) + "]", "checks.yaml: line 1, column 8000004, more than 4000000 values; split the configuration" },
        { new string('k', 201) + ": 1\n", "checks.yaml: line 1, column 1, a key longer than 200 characters; shorten it" },
        { "checks: \"" + new string('x', 65_537) + "\"\n", "checks.yaml: line 1, column 9, a value longer than 65536 characters; shorten it" },
        { new string('#', (32 * 1024 * 1024) + 1), "checks.yaml, larger than 32 MiB; split it, or remove what does not belong here" },
        { "checks: []\n# \0\n", "checks.yaml: line 2, column 3, a NUL character is not allowed in text; remove it; was the file damaged?" },
        { "checks: \u0007\n", "checks.yaml: line 1, column 9, the character U+0007 is not allowed in text; remove it; was the file damaged?" },
        { "checks: \"\\uD83D\"\n", "checks.yaml: line 1, column 9, not valid YAML: while scanning a quoted scalar, found invalid Unicode surrogates; write the character itself, or use single quotes for a text with \\" },
        { "checks:\n\t- name: a\n", "checks.yaml: line 2, column 1, a tab is used for indentation; use spaces" },
        { "checks:\n  - name: a\n\ttype: b\n", "checks.yaml: line 3, column 1, a tab is used for indentation; use spaces" },
        { "checks:\n  - name: a\n   type: b\n", "checks.yaml: line 3, column 4, not valid YAML: while parsing a block collection, did not find expected '-' indicator; check the indentation of this line and the one above" },
        { "checks:\n  - url: {MOCKAPP_BASE}/x\n", "checks.yaml: line 2, column 26, not valid YAML: while parsing a block mapping, did not find expected key; put the whole value in quotes: \"{MOCKAPP_BASE}…\"" },
        { "checks: [1, 2\nb: 3\n", "checks.yaml: line 1, column 11, not valid YAML: the text around here does not fit together; check that every [ and { is closed and that items are separated by commas" },
        { "checks: \"abc\n", "checks.yaml: line 1, column 9, not valid YAML: while scanning a quoted scalar, found unexpected end of stream; close the quote, or double it inside the value" },
        { "checks: a: b\n", "checks.yaml: line 1, column 10, not valid YAML: while scanning a plain scalar value, found invalid mapping; put a value that contains \": \" in quotes" },
        { "checks: @x\n", "checks.yaml: line 1, column 10, not valid YAML: while scanning for the next token, found character that cannot start any token; put the value in quotes" },
        { "? [a]\n: 1\n", "checks.yaml: line 1, column 3, a key must be text; put it in quotes, or check the indentation" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Such_a_text_is_refused(string text, string expected) =>
        Assert.Contains(expected, Read(text).Errors.Select(problem => problem.ToString()));

    [Fact]
    public void An_alias_bomb_is_refused_without_growing()
    {
        var bomb = "x-a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghi".Select(c => $"x-{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(Read(bomb).Errors);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
    }

    [Theory]
    [InlineData("checks: []\n")]
    [InlineData("\uFEFFchecks: []\n")]
    [InlineData("---\nchecks: []\n...\n")]
    public void An_empty_list_is_allowed_with_a_warning(string text)
    {
        var reading = Read(SourceText.WithoutMark(text));
        Assert.Empty(reading.Config!.Checks);
        Assert.Equal("no checks", Assert.Single(reading.Warnings).Fault);
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        var here = Good(Seed);
        var there = Good(Seed.ReplaceLineEndings("\r\n"));
        Assert.Equal(here.Checks.Select(check => (check.Fingerprint, check.Yaml)), there.Checks.Select(check => (check.Fingerprint, check.Yaml)));
    }

    [Fact]
    public void A_file_without_its_last_line_break_might_have_been_cut_off()
    {
        Assert.Equal(["checks.yaml, the last line has no line break; was the file cut off? if not, add one"], Faults(Http().TrimEnd()));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_their_line()
    {
        Assert.Equal("x: line 2, column 4, not valid UTF-8; save the file as UTF-8", Problem([.. "a: 1\nb: "u8, 0xC3, 0x28]));
        Assert.Equal("x, the file is saved as UTF-16; save it as UTF-8", Problem([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a: 1")]));
        Assert.Equal("x, the file is saved as UTF-16; save it as UTF-8", Problem([.. Encoding.BigEndianUnicode.GetPreamble(), 0, 97]));
        Assert.Equal("é: 1", SourceText.Decode("x", [.. Encoding.UTF8.GetPreamble(), .. "é: 1"u8]).Text);

        static string? Problem(byte[] bytes) => SourceText.Decode("x", bytes).Problem?.ToString();
    }

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        string[] pieces = ["\t", "[", "]", "{", "}", ": ", "- ", "\n", "\"", "'", "&a ", "*a", "!!x ", "|\n", ">", "? ", "#", "%", "---\n", "{NAME}",
            "${SMTP_PASS}", "\0", "\uD83D", "\\uD83D", "null", "1e999", ".inf", "0x", "\r", "\u2028", ",", "<<: ", "\u0085"];
        var noise = Gen.OneOf(Gen.String[0, 40], Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]));
        Gen.Select(Gen.Int[0, Seed.Length], Gen.Int[0, 60], noise.List[1, 4], Gen.Bool)
            .Sample((at, cut, added, rest) =>
            {
                var text = Seed[..at] + string.Concat(added) + (rest ? Seed[Math.Min(Seed.Length, at + cut)..] : "");
                var reading = Read(text, board: text);
                Assert.True(reading.Config is not null || reading.Errors.Any());
                Good(Seed).ReadEntry(text, null, Around);
                BoardFile.Put(new SourceText("board", text), "job", "name: a\ntype: http");
                BoardFile.Remove(new SourceText("board", text), "db-health");
            }, iter: 1_000);
    }

    [Fact]
    public void No_noise_makes_the_reader_throw() =>
        Gen.OneOf(Gen.String[0, 300], Gen.String[Gen.Char["[]{}:-?,&*!|>'\"%@`# \n\tab1"], 0, 300]).Sample(text =>
        {
            Assert.NotEmpty(Read(text).Problems);
            YamlSection.Of(text).Problems();
        }, iter: 5_000);
}
