using System.Net;
using System.Text.Json;
using Monitor.Actors.Board;
using Monitor.Actors.Checks;
using Monitor.Web.Tests.Support;

namespace Monitor.Web.Tests.Api;

/// <summary>Approving remedies, with the engine behind it and over a restart.</summary>
public sealed class RemedyEndpointTests : IAsyncLifetime
{
    private LoopbackTarget _sink = null!; // made before any test
    private WebHouse _house = null!; // made before any test

    public async ValueTask InitializeAsync()
    {
        _sink = await LoopbackTarget.StartAsync();
        _house = new WebHouse($$"""
            checks:
              - { name: asks, type: http, url: "http://127.0.0.1:1/", interval: 1s, retries: 0,
                  on_fail: { actions: [{ type: http_post, url: "{{_sink.Url}}/restart", payload: { who: asks }, approve: manual }] } }

            """);
        await _house.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _sink.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> Ask(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var answer = await _house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private async Task<ProposalTile> Proposal() =>
        (await _house.BoardWhereAsync(board => board.Find("asks") is { Proposals.IsEmpty: false })).Find("asks")!.Proposals[0]; // just found

    [Fact]
    public async Task It_waits_over_a_restart_runs_once_when_it_is_approved_and_has_a_record()
    {
        var before = await Proposal();
        await _house.CloseAsync();
        await _house.OpenAsync();
        var proposal = await Proposal();
        Assert.Equal(before.Id, proposal.Id);
        var shown = (await Ask(HttpMethod.Get, "/api/checks/asks")).Json.GetProperty("proposals")[0];
        Assert.Equal((proposal.Id, "http_post"), (shown.GetProperty("id").GetString(), shown.GetProperty("action").GetString()));
        Assert.Empty(_sink.Posted);

        var approve = $"/api/checks/asks/remedies/{proposal.Id}/approve";
        var answers = await Task.WhenAll(Ask(HttpMethod.Post, approve), Ask(HttpMethod.Post, approve), Ask(HttpMethod.Post, approve));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Post, "/api/checks/nobody/remedies/0-1/approve")).Status);

        JsonElement record;
        do
        {
            var seen = _house.Board.Seq;
            await _house.BoardWhereAsync(board => board.Seq > seen);
            record = Assert.Single((await Ask(HttpMethod.Get, "/api/remedies")).Json.EnumerateArray());
        }
        while (record.GetProperty("did_not_help").GetInt32() == 0);

        Assert.Equal(("asks", 1, 0), (record.GetProperty("check").GetString(), record.GetProperty("runs").GetInt32(), record.GetProperty("fixed").GetInt32()));
        Assert.Equal(["{\"who\":\"asks\"}"], _sink.Posted);
        Assert.Equal(CheckStatus.Fail, _house.Board.Find("asks")?.Status);
    }
}
