using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Actors.Tests.Support;
using static Monitor.Actors.Tests.Alerts.Channels.Support.ApiRequest;

namespace Monitor.Actors.Tests.Alerts.Channels.Support;

/// <summary>Servers that speak as the vendors' documentation says theirs do: what they take, what they refuse, and in which words.</summary>
/// <remarks>The credential that each of them knows is <see cref="ChannelBench.Canary"/>.</remarks>
internal static class Receivers
{
    private const string Good = ChannelBench.Canary;

    /// <summary>Slack: https://api.slack.com/messaging/webhooks, errors in plain words.</summary>
    public static byte[] Slack(ApiRequest request)
    {
        if (request.Path != $"/services/{Good}")
            return Answer(404, "no_service");
        if (request.Json is not { } json || json["text"] is null && json["blocks"] is null && json["attachments"] is null)
            return Answer(400, "invalid_payload");
        var blocks = json["attachments"]?.AsArray().SelectMany(one => one!["blocks"]!.AsArray()).ToList() ?? [];
        return blocks.Exists(block => ((string)block!["text"]!["text"]!).Length is 0 or > 3000) ? Answer(400, "invalid_blocks") : Answer(200, "ok");
    }

    /// <summary>A workflow of Teams with the trigger "When a Teams webhook request is received": 202, 28 KB at most.</summary>
    public static byte[] Teams(ApiRequest request)
    {
        if (request.Path != $"/services/{Good}")
            return AnswerJson(401, """{"error":{"code":"DirectApiAuthorizationRequired","message":"The request must be authenticated only by Shared Access scheme."}}""");
        if (request.Bytes > 28 * 1024)
            return AnswerJson(413, """{"error":{"code":"RequestEntityTooLarge","message":"The request is too large."}}""");
        var attachments = request.Json?["attachments"] as JsonArray;
        return (string?)request.Json?["type"] == "message" && attachments is [{ } only] && (string?)only["contentType"] == "application/vnd.microsoft.card.adaptive"
            && (string?)only["content"]?["type"] == "AdaptiveCard" && only["content"]!["body"] is JsonArray { Count: > 0 }
            ? Answer(202, "")
            : AnswerJson(400, """{"error":{"code":"TriggerInputSchemaMismatch","message":"The input body for trigger 'manual' did not match its schema definition."}}""");
    }

    /// <summary>Discord: https://discord.com/developers/docs/resources/webhook#execute-webhook.</summary>
    public static byte[] Discord(ApiRequest request)
    {
        if (request.Path != $"/services/{Good}")
            return AnswerJson(404, """{"message": "Unknown Webhook", "code": 10015}""");
        if (request.Json is not { } json)
            return AnswerJson(400, """{"message": "The request body contains invalid JSON.", "code": 50109}""");
        var (content, embeds) = ((string?)json["content"] ?? "", json["embeds"] as JsonArray ?? []);
        var descriptions = embeds.Select(embed => ((string?)embed!["description"] ?? "").Length).ToList();
        return content.Length > 2000 || descriptions.Exists(length => length > 4096) || descriptions.Sum() > 6000 || (content.Length == 0 && embeds.Count == 0)
            ? AnswerJson(400, """{"message": "Invalid Form Body", "code": 50035, "errors": {}}""")
            : Answer(204, "");
    }

    /// <summary>Telegram: https://core.telegram.org/bots/api#sendmessage.</summary>
    public static byte[] Telegram(ApiRequest request)
    {
        if (request.Path != $"/bot{Good}/sendMessage")
            return Error(401, "Unauthorized");
        if (request.Json is not { } json || (string?)json["text"] is not { Length: > 0 } text)
            return Error(400, "Bad Request: message text is empty");
        if (json.ContainsKey("parse_mode"))
            return Error(400, "Bad Request: can't parse entities");
        if ((string?)json["chat_id"] != "42")
            return Error(400, "Bad Request: chat not found");
        return text.Length > 4096
            ? Error(400, "Bad Request: message is too long")
            : AnswerJson(200, """{"ok":true,"result":{"message_id":7,"chat":{"id":42}}}""");

        static byte[] Error(int code, string words) => AnswerJson(code, $$"""{"ok":false,"error_code":{{code}},"description":"{{words}}"}""");
    }

    /// <summary>ntfy: https://docs.ntfy.sh/publish/#publish-as-json; a message over 4,096 bytes would become a file.</summary>
    public static byte[] Ntfy(ApiRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") is not ("Bearer " + Good or "Basic b3BzOkNBTkFSWS03ZjNhOWM1MWUyYjg0ZDYw"))
            return AnswerJson(401, """{"code":40101,"http":401,"error":"unauthorized","link":"https://ntfy.sh/docs/publish/#authentication"}""");
        if (request.Json is not { } json || (string?)json["topic"] is not { Length: > 0 } topic)
            return AnswerJson(400, """{"code":40017,"http":400,"error":"invalid request: request body must be valid JSON","link":"https://ntfy.sh/docs/publish/#publish-as-json"}""");
        if (topic.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            return AnswerJson(400, """{"code":40009,"http":400,"error":"invalid request: topic invalid","link":""}""");
        return System.Text.Encoding.UTF8.GetByteCount((string?)json["message"] ?? "") > 4096 || (int?)json["priority"] is < 1 or > 5
            ? AnswerJson(413, """{"code":41301,"http":413,"error":"attachment too large, or bandwidth limit reached","link":""}""")
            : AnswerJson(200, """{"id":"sPs71M8A2T","time":1643935928,"event":"message","topic":"mytopic"}""");
    }

    /// <summary>Pushover: https://pushover.net/api.</summary>
    public static byte[] Pushover(ApiRequest request)
    {
        var form = request.Form;
        if (form.GetValueOrDefault("token") != Good)
            return Error("\"token\":\"invalid\",", "application token is invalid");
        if (form.GetValueOrDefault("user") != Good)
            return Error("\"user\":\"invalid\",", "user identifier is not a valid user, group, or subscribed user key");
        if (form.GetValueOrDefault("message") is not { Length: > 0 and <= 1024 })
            return Error("", "message cannot be blank, or is too long");
        if (form.GetValueOrDefault("title")?.Length > 250 || form.GetValueOrDefault("url")?.Length > 512)
            return Error("", "title or url is too long");
        var priority = int.Parse(form["priority"], CultureInfo.InvariantCulture);
        return priority == 2 && !(int.Parse(form.GetValueOrDefault("retry", "0"), CultureInfo.InvariantCulture) >= 30 && int.Parse(form.GetValueOrDefault("expire", "99999"), CultureInfo.InvariantCulture) <= 10800)
            ? Error("", "retry and expire must be set for an emergency")
            : AnswerJson(200, """{"status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"}""");

        static byte[] Error(string field, string words) =>
            AnswerJson(400, $$"""{ {{field}}"errors":["{{words}}"],"status":0,"request":"5042853c-402d-4a18-abcb-168734a801de"}""");
    }

    /// <summary>PagerDuty: https://developer.pagerduty.com/docs/send-alert-event.</summary>
    public static byte[] PagerDuty(ApiRequest request)
    {
        if (request is not { Method: "POST", Path: "/v2/enqueue", Json: { } json })
            return AnswerJson(400, """{"status":"invalid event","message":"Event object is invalid","errors":["JSON cannot be parsed"]}""");
        if ((string?)json["routing_key"] != Good)
            return Invalid("'routing_key' is invalid");
        var action = (string?)json["event_action"];
        if (action is not ("trigger" or "acknowledge" or "resolve"))
            return Invalid("'event_action' is invalid");
        if ((string?)json["dedup_key"] is not { Length: > 0 and <= 255 } key)
            return Invalid("'dedup_key' is missing or too long");
        if (action == "trigger" && !((string?)json["payload"]?["summary"] is { Length: > 0 and <= 1024 } && json["payload"]!["source"] is not null
            && (string?)json["payload"]!["severity"] is "critical" or "error" or "warning" or "info"))
            return Invalid("'payload.summary' is missing or blank");
        return AnswerJson(202, $$"""{"status":"success","message":"Event processed","dedup_key":"{{key}}"}""");

        static byte[] Invalid(string words) => AnswerJson(400, $$"""{"status":"invalid event","message":"Event object is invalid","errors":["{{words}}"]}""");
    }

    /// <summary>Opsgenie: https://docs.opsgenie.com/docs/alert-api.</summary>
    public static byte[] Opsgenie(ApiRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != $"GenieKey {Good}")
            return AnswerJson(403, """{"message":"You are not authorized to perform this operation","took":0.001,"requestId":"r"}""");
        if (request.Path == "/v2/alerts" && request.Json is { } json)
            return (string?)json["message"] is { Length: > 0 and <= 130 } && (string?)json["alias"] is { Length: > 0 and <= 512 } && (string?)json["priority"] is "P1" or "P2" or "P3" or "P4" or "P5"
                ? Taken()
                : AnswerJson(422, """{"message":"Request body is not processable. Please check the errors.","errors":{"message":"Message can not be empty."},"took":0.01,"requestId":"r"}""");
        return request.Path.StartsWith("/v2/alerts/", StringComparison.Ordinal) && request.Path.EndsWith("/close?identifierType=alias", StringComparison.Ordinal)
            ? Taken()
            : AnswerJson(404, """{"message":"No such resource","took":0.0,"requestId":"r"}""");

        static byte[] Taken() => AnswerJson(202, """{"result":"Request will be processed","took":0.302,"requestId":"43a29c5c-3dbf-4fa4-9c26-f4f71023e120"}""");
    }
}
