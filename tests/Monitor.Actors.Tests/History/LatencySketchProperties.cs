using CsCheck;
using Monitor.Actors.History;

namespace Monitor.Actors.Tests.History;

/// <summary>Percentiles that survive being added up.</summary>
public sealed class LatencySketchProperties
{
    private static readonly Gen<int> Ms = Gen.Frequency(
        (4, Gen.Int[0, 80]), (4, Gen.Int[0, 5_000]), (1, Gen.Int[0, int.MaxValue]), (1, Gen.Const(int.MaxValue)));

    [Fact]
    public void A_percentile_is_off_by_a_sixty_fourth_at_most() =>
        Gen.Select(Ms.Array[1, 300], Gen.Int[1, 100]).Sample((values, percent) =>
        {
            var exact = values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(values.Length * percent / 100.0) - 1));
            var found = Of(values).Percentile(percent)!.Value; // there are values
            Assert.InRange(found, exact - (exact / 64.0), exact + (exact / 64.0));
            Assert.True(exact > 63 || found == exact);
        });

    [Fact]
    public void Sketches_of_parts_add_up_to_the_sketch_of_all() =>
        Gen.Select(Ms.Array[0, 200], Gen.Int[0, 200], Gen.Bool).Sample((values, cut, otherWay) =>
        {
            cut = Math.Min(cut, values.Length);
            var (one, other) = (Of(values[..cut]), Of(values[cut..]));
            if (otherWay)
                (one, other) = (other, one);
            one.Add(other);
            Assert.Equal(Of(values).Buckets, one.Buckets);
            Assert.Equal(values.Length, one.Count);
        });

    [Fact]
    public void Nothing_has_no_percentile() => Assert.Null(new LatencySketch().Percentile(50));

    private static LatencySketch Of(IEnumerable<int> values)
    {
        var sketch = new LatencySketch();
        foreach (var value in values)
            sketch.Add(value);
        return sketch;
    }
}
