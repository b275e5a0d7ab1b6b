using static Monitor.Actors.Tests.Config.Support.SomeConfig;

namespace Monitor.Actors.Tests.Config;

/// <summary>What is said about each mistake: line, column, place, fault and fix.</summary>
public sealed class ProblemTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        // The entry's shared keys; entries made by Http() begin in line 2, their further lines in line 6.
        { Http("sevrity: P1"), "line 6, column 5, api.sevrity: unknown key; did you mean severity?" },
        { Http("sleepy: false"), "line 6, column 5, api.sleepy: unknown key; known here: " },
        { Http("severity: " + new string('x', 41)), "line 6, column 15, api.severity: must have 1 to 40 printable characters; write it like P1" },
        { Http("severity: \"P\\u202E1\""), "line 6, column 15, api.severity: must have 1 to 40 printable characters; write it like P1" },
        { Http("interval: 0"), "line 6, column 15, api.interval: expected a duration from 1s to 24h, got 0" },
        { Http("interval: 2d"), "line 6, column 15, api.interval: expected a duration from 1s to 24h, got text \"2d\"" },
        { Http("interval: soon"), "line 6, column 15, api.interval: expected a duration, got text \"soon\"; write it like 30, 30s, 500ms, 5m, 1h or 1d" },
        { Http("timeout: 50ms"), "line 6, column 14, api.timeout: expected a duration from 100ms to 5m, got text \"50ms\"" },
        { Http("timeout: 11m"), "line 6, column 14, api.timeout: expected a duration from 100ms to 5m, got text \"11m\"" },
        { Http("retries: abc"), "line 6, column 14, api.retries: expected a number, got text \"abc\"; write a number" },
        { Http("retries: \"2\""), "line 6, column 14, api.retries: expected a number, got text \"2\"; remove the quotes" },
        { Http("retries: 2.5"), "line 6, column 14, api.retries: expected a whole number from 0 to 20, got 2.5" },
        { Http("retries: -1"), "line 6, column 14, api.retries: expected a whole number from 0 to 20, got -1" },
        { Http("retries: 1e400"), "line 6, column 14, api.retries: 1e400 is out of range; write a smaller number" },
        { Http("retries: [2]"), "line 6, column 14, api.retries: expected a number, got a list" },
        { Http("retries: yes"), "line 6, column 14, api.retries: expected a number, got text \"yes\"; write a number" },
        { Http("retry_backoff: 1", "retry_backoff_s: 2"), "line 6, column 20, api.retry_backoff: said twice, as retry_backoff and retry_backoff_s; remove one of the two" },
        { Http("retry_on: [eror]"), "line 6, column 16, api.retry_on: unknown kind of failure \"eror\"; did you mean error?" },
        { Http("notify_on: [first_fail, frist_fail]"), "line 6, column 29, api.notify_on: unknown event \"frist_fail\"; did you mean first_fail?" },
        { Http("notify_on: [everything]"), "line 6, column 17, api.notify_on: unknown event \"everything\"; known: first_fail, recovered, deadline_miss" },
        { Http("notify_on: {first_fail: true}"), "line 6, column 16, api.notify_on: expected a list, got a mapping; write notify_on: [one, two]" },
        { Http("notify_on: [[first_fail]]"), "line 6, column 17, api.notify_on: expected text, got a list; write one text per item" },
        { Http("timezone: Europe/Berln"), "line 6, column 15, api.timezone: unknown time zone \"Europe/Berln\"; did you mean Europe/Berlin?" },
        { Http("timezone: ../../etc/passwd"), "line 6, column 15, api.timezone: unknown time zone \"../../etc/passwd\"; write it like Europe/Berlin, Asia/Kolkata or UTC" },
        { Http("thresholds: {api_warn_ms: 500, api_crit_ms: 100}"), "line 6, column 31, api.thresholds.api_warn_ms: 500 is above api_crit_ms, which is 100; swap the two" },
        { Http("thresholds: {warn_ms: 500}"), "line 6, column 18, api.thresholds.warn_ms: unknown key; known here: api_crit_ms, api_warn_ms" },
        { Http("thresholds: 500"), "line 6, column 17, api.thresholds: expected a mapping, got 500; put keys under thresholds:, each on its own line, indented" },
        { "global: {thresholds: {api_crit_ms: 100}}\n" + Http("thresholds: {api_warn_ms: 500}"), "line 7, column 17, api.thresholds: api_warn_ms is above the api_crit_ms of 100; set both" },

        // What the check type reads.
        { Http("expect_jsonpath: [{path: $.ok, equal: true}]"), "line 6, column 36, api.expect_jsonpath[0].equal: unknown key; did you mean equals?" },
        { Http("expect_jsonpath: [{equals: true}]"), "line 6, column 23, api.expect_jsonpath[0].path: missing; write path: and a text" },
        { Http("expect_jsonpath: [ok]"), "line 6, column 23, api.expect_jsonpath[0]: expected a mapping, got text \"ok\"; write it like { key: value }" },
        { Http("expect_jsonpath: {path: $.ok}"), "line 6, column 22, api.expect_jsonpath: expected a list, got a mapping; start each item under expect_jsonpath: with a dash" },
        { Http("expect_jsonpath: [{path: $.a, equals: [1]}]"), "line 6, column 43, api.expect_jsonpath[0].equals: expected one value, got a list; write a text, a number, true, false or null" },
        { "checks:\n  - {name: api, type: http, url: example.com, expect_status: 200}\n", "line 2, column 34, api.url: expected an absolute http or https URL, got text \"example.com\"; write it like http://localhost:8000/path" },
        { "checks:\n  - {name: api, type: http, url: 'ftp://x/', expect_status: 200}\n", "line 2, column 34, api.url: expected an absolute http or https URL, got text \"ftp://x/\"; write it like http://localhost:8000/path" },
        { "checks:\n  - {name: api, type: http, expect_status: 200}\n", "line 2, column 5, api.url: missing; write url: and a URL such as http://localhost:8000/" },
        { "checks:\n  - {name: api, type: http, url: {MOCKAPP_BASE}, expect_status: 200}\n", "line 2, column 34, api.url: expected a URL, got a mapping; put it in quotes: \"{MOCKAPP_BASE}\"" },
        { "checks:\n  - {name: api, type: http, url: 'http://a b/', expect_status: 200}\n", "line 2, column 34, api.url: expected an absolute http or https URL, got text \"http://a b/\"; write it like http://localhost:8000/path" },
        { "checks:\n  - {name: t, type: throwing}\n", "line 2, column 21, t.type: the type throwing could not read this entry (UriFormatException); simplify the entry" },

        // Name and type.
        { "checks:\n  - {type: job, status_url: x}\n", "line 2, column 5, checks[0].name: missing; write a short, unique name" },
        { "checks:\n  - {name: '', type: job, status_url: x}\n", "line 2, column 12, checks[0].name: a name must not be empty; write a short, unique name" },
        { "checks:\n  - {name: \"a\\nb\", type: job, status_url: x}\n", "line 2, column 12, a\\u000ab.name: a name must hold printable characters only; write a short, unique name" },
        { "checks:\n  - {name: [a], type: job, status_url: x}\n", "line 2, column 12, checks[0].name: expected text, got a list" },
        { "checks:\n  - {name: a, type: htpp, url: x}\n", "line 2, column 21, a.type: unknown check type \"htpp\"; did you mean http? (known: http, job, throwing)" },
        { "checks:\n  - {name: a, type: grpc, port: 1}\n", "line 2, column 21, a.type: unknown check type \"grpc\"; known: http, job, throwing" },
        { "checks:\n  - {name: a, url: 'http://x/'}\n", "line 2, column 5, a.type: missing; write type: and a text" },
        { Http() + "  - {name: API, type: job, status_url: x}\n", "line 6, column 12, API.name: the name is already used at checks.yaml:2; choose another; case makes no difference" },
        { Http() + "  - {name: ' api ', type: job, status_url: x}\n", "line 6, column 12, api.name: the name is already used at checks.yaml:2; choose another; case makes no difference" },

        // Actions.
        { Http("on_fail: {actions: [{type: http_pots, url: 'http://x/', playload: 1}]}"), "line 6, column 32, api.on_fail.actions[0].type: unknown action type \"http_pots\"; did you mean http_post? (known: http_post)" },
        { Http("on_fail: {actions: [{type: http_post, url: 'http://x/', playload: {}}]}"), "line 6, column 61, api.on_fail.actions[0].playload: unknown key; did you mean payload?" },
        { Http("on_fail: {actions: [{type: http_post, url: 'http://x/', max_per_hour: 0}]}"), "line 6, column 75, api.on_fail.actions[0].max_per_hour: expected a whole number from 1 to 3600, got 0" },
        { Http("on_fail: {actions: [{type: http_post, url: 'http://x/', every_cycle: 'true'}]}"), "line 6, column 74, api.on_fail.actions[0].every_cycle: expected true or false, got text \"true\"; remove the quotes" },
        { Http("on_fail: {notify: [recoverd]}"), "line 6, column 24, api.on_fail.notify: unknown event \"recoverd\"; did you mean recovered?" },
        { Http("on_fail: {action: []}"), "line 6, column 15, api.on_fail.action: unknown key; did you mean actions?" },

        // The top and global.
        { "globl: {}\n" + Http(), "line 1, column 1, globl: unknown key; did you mean global?" },
        { "allow_commands: true\n" + Http(), "line 1, column 1, allow_commands: belongs under global:; indent it, and write global: in the line above" },
        { "timezone: UTC\n" + Http(), "line 1, column 1, timezone: belongs under global:; indent it" },
        { "global: {vars: [A]}\n" + Http(), "line 1, column 10, global.vars: belongs at the top of the file, beside global:; move it to the left" },
        { "global: {retries: 1, defaults: {all: {severity: P1}}}\n" + Http(), "line 1, column 22, global.defaults: belongs at the top of the file" },
        { "global: {maintenance: []}\n" + Http(), "line 1, column 10, global.maintenance: belongs at the top of the file" },
        { "global: {retrys: 2}\n" + Http(), "line 1, column 10, global.retrys: unknown key; did you mean retries?" },
        { "global: {notify: {email: maybe}}\n" + Http(), "line 1, column 26, global.notify.email: expected true or false, got text \"maybe\"; write true or false" },
        { "global: {timezone: Asia/Kolkatta}\n" + Http(), "line 1, column 20, global.timezone: unknown time zone \"Asia/Kolkatta\"; did you mean Asia/Kolkata?" },
        { "vars: [api_base]\n" + Http(), "line 1, column 8, vars: \"api_base\" is not a variable name; write it in upper case, like API_BASE" },
        { "checks: {a: 1}\n", "line 1, column 9, checks: expected a list, got a mapping; write checks: and a list of entries, or checks: [] for none" },
        { "checks: [a]\n", "line 1, column 10, checks[0]: expected a check, got text \"a\"; write - name: and its other keys" },

        // Placeholders.
        { Http("timezone: \"{NO_SUCH}\""), "line 6, column 15, api.timezone: {NO_SUCH} is not set; add it to .env" },
        { Http("on_fail: {actions: [{type: http_post, url: 'http://x/${NO_SUCH}'}]}"), "line 6, column 48, api.on_fail.actions[0].url: {NO_SUCH} is not set; add it to .env" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_with_place_fault_and_fix(string text, string expected)
    {
        var reading = Read(text);
        Assert.Null(reading.Config);
        if (!reading.Errors.Any(problem => problem.ToString().StartsWith($"checks.yaml: {expected}", StringComparison.Ordinal)))
            Assert.Fail($"wanted: {expected}\n   got: {string.Join("\n        ", reading.Errors)}");
        if (!expected.Contains("NO_SUCH", StringComparison.Ordinal))
            Assert.Single(reading.Errors);
    }

    [Fact]
    public void Every_problem_is_found_in_one_reading_in_the_order_of_the_text()
    {
        var faults = Faults("""
            global:
              retries: many
            checks:
              - name: one
                type: htp
                nonsense: 1
              - name: two
                type: http
                url: "{NO_SUCH}/x"
                expect_status: "200"
                severty: P1
              - name: TWO
                type: job

            """);
        Assert.Equal(
            [
                "checks.yaml: line 2, column 12, global.retries: expected a number, got text \"many\"; write a number",
                "checks.yaml: line 5, column 11, one.type: unknown check type \"htp\"; did you mean http? (known: http, job, throwing)",
                "checks.yaml: line 9, column 10, two.url: {NO_SUCH} is not set; add it to .env",
                "checks.yaml: line 9, column 10, two.url: expected an absolute http or https URL, got text \"{NO_SUCH}/x\"; write it like http://localhost:8000/path",
                "checks.yaml: line 10, column 20, two.expect_status: expected a number, got text \"200\"; remove the quotes",
                "checks.yaml: line 11, column 5, two.severty: unknown key; did you mean severity?",
                "checks.yaml: line 12, column 5, TWO.status_url: missing; write status_url: and a text",
                "checks.yaml: line 12, column 11, TWO.name: the name is already used at checks.yaml:7; choose another; case makes no difference",
            ],
            faults);
    }

    [Fact]
    public void A_flood_of_problems_is_cut()
    {
        var reading = Read("checks: [" + string.Concat(Enumerable.Repeat("x,", 5_000)) + "]\n");
        Assert.Equal(1_001, reading.Problems.Length);
        Assert.Equal("checks.yaml, 4000 more problems are not shown; fix these first", reading.Problems[^1].ToString());
    }
}
