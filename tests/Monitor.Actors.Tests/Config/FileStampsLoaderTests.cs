using Microsoft.Extensions.Time.Testing;
using Monitor.Actors.Config;
using Monitor.Actors.Tests.Support;

namespace Monitor.Actors.Tests.Config;

public sealed class FileStampsLoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FileStampsLoader _stamps;

    public FileStampsLoaderTests() => _stamps = new FileStampsLoader(() => [_folder["checks.yaml"], _folder["absent.yaml"]], _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_rests_is_left_alone_until_it_is_read_all_the_same()
    {
        File.WriteAllText(_folder["checks.yaml"], "a");
        LookUntilItRests();
        Assert.False(_stamps.MayHaveChanged());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(_stamps.MayHaveChanged());
    }

    [Fact]
    public void A_change_is_noticed_at_once_and_watched_for_a_while()
    {
        File.WriteAllText(_folder["checks.yaml"], "a");
        LookUntilItRests();
        File.WriteAllText(_folder["checks.yaml"], "ab");
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_stamps.MayHaveChanged()));
    }

    [Fact]
    public void A_file_that_appears_or_goes_is_a_change()
    {
        File.WriteAllText(_folder["checks.yaml"], "a");
        LookUntilItRests();
        File.Delete(_folder["checks.yaml"]);
        Assert.True(_stamps.MayHaveChanged());
        LookUntilItRests();
        File.WriteAllText(_folder["absent.yaml"], "b");
        Assert.True(_stamps.MayHaveChanged());
    }

    [Fact]
    public void A_link_that_points_elsewhere_is_a_change()
    {
        File.WriteAllText(_folder["one"], "a");
        File.WriteAllText(_folder["two"], "ab");
        File.CreateSymbolicLink(_folder["checks.yaml"], _folder["one"]);
        LookUntilItRests();
        File.Delete(_folder["checks.yaml"]);
        File.CreateSymbolicLink(_folder["checks.yaml"], _folder["two"]);
        Assert.True(_stamps.MayHaveChanged());
    }

    private void LookUntilItRests()
    {
        for (var look = 0; look < 100 && _stamps.MayHaveChanged(); look++)
        {
        }
    }
}
