using System.Xml.Linq;
using Monitor.Actors.Checks;

namespace Monitor.Actors.Tests.House;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_public_type_has_a_sign_on_its_door()
    {
        var documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Monitor.Actors.xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => (string?)member.Attribute("name")).ToHashSet();
        var silent = typeof(CheckState).Assembly.GetExportedTypes()
            .Where(type => !IsOfAFamily(type))
            .Where(type => !documented.Contains($"T:{type.FullName!.Replace('+', '.')}")) // an exported type has a name
            .Select(type => type.FullName);
        Assert.Empty(silent);
    }

    /// <summary>A message in a closed family is documented by its family, unless its name falls short.</summary>
    private static bool IsOfAFamily(Type type) => type.DeclaringType is { IsAbstract: true } family && type.IsSubclassOf(family);
}
