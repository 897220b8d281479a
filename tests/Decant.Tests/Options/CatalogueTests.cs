using Decant.Engine;
using Decant.Options;

namespace Decant.Tests.Options;

public class CatalogueTests
{
    private static readonly Catalogue<Description> s_fruit = new(
        "fruit",
        new("apple", "Red.", OptionSet.Empty),
        new("pear", "Green.", OptionSet.Empty)
    )
    {
        NamesElsewhere = new Dictionary<string, string> { ["pomme"] = "apple" },
    };

    [Fact]
    public void A_known_name_is_found() => Assert.Equal("Green.", s_fruit.Find("pear").Meaning);

    [Theory]
    [InlineData("aple", "unknown fruit 'aple'; nearest: 'apple'; known: apple, pear. Choose one of these.")]
    [InlineData("Pomme", "unknown fruit 'Pomme': its name here is 'apple'; known: apple, pear. Choose one of these.")]
    [InlineData("stone", "unknown fruit 'stone'; known: apple, pear. Choose one of these.")]
    public void An_unknown_name_is_explained(string name, string message) =>
        Assert.Equal(message, Assert.Throws<DecantException>(() => s_fruit.Find(name)).Message);

    [Fact]
    public void A_name_stands_once() =>
        Assert.Throws<ArgumentException>(() =>
            new Catalogue<Description>("fruit", new("apple", "Red.", OptionSet.Empty), new("apple", "Green.", OptionSet.Empty))
        );

    [Fact]
    public void A_name_from_elsewhere_stands_for_one_that_is_here() =>
        Assert.Throws<ArgumentException>(() =>
            new Catalogue<Description>("fruit") { NamesElsewhere = new Dictionary<string, string> { ["pomme"] = "apple" } }
        );
}
