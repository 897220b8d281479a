namespace Decant.Engine.Tests;

public class NearestNameTests
{
    private static readonly string[] Losses = ["soft-targets", "hard-labels", "label-smoothing", "dkd"];

    [Theory]
    [InlineData("soft-target", "soft-targets")] // a letter missing
    [InlineData("Soft_Targets", "soft-targets")] // case and separator
    [InlineData("hrad-labels", "hard-labels")] // neighbours swapped: one edit, not two
    [InlineData("smoothing-label", null)] // words swapped: too far to guess
    [InlineData("label", "label-smoothing")] // the beginning of a name
    [InlineData("dk", "dkd")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_a_slip_away_or_not_named_at_all(string given, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(given, Losses));

    [Fact]
    public void An_unknown_name_is_explained_with_the_nearest_and_all_known_names() =>
        Assert.Equal(
            "unknown loss 'soft-target'; nearest: 'soft-targets'; known: soft-targets, hard-labels, label-smoothing, dkd",
            NearestName.Explain("loss", "soft-target", Losses)
        );

    [Fact]
    public void Without_a_near_name_only_the_known_ones_are_listed() =>
        Assert.Equal("unknown metric 'zzzzzz'; known: accuracy", NearestName.Explain("metric", "zzzzzz", ["accuracy"]));

    [Fact]
    public void A_word_of_a_million_letters_is_answered_at_once() => Assert.Null(NearestName.Find(new string('a', 1_000_000), Losses));

    [Fact]
    public void Of_two_near_names_the_nearer_wins() => Assert.Equal("step", NearestName.Find("stepp", ["steps-x", "step", "stop"]));
}
