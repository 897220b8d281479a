using Decant.Options;

namespace Decant.Tests.Options;

public class OptionSetTests
{
    [Fact]
    public void Options_are_listed_in_the_order_of_their_declaration() =>
        Assert.Equal(["first", "second"], OptionSet.DeclaredIn(typeof(Two)).Select(option => option.Key));

    [Fact]
    public void Two_options_of_one_key_do_not_go_into_one_section()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            OptionSet.DeclaredIn(typeof(Two)).And(OptionSet.Of(Option.Switch("first", true, "Another.")))
        );

        Assert.Contains("'first'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_declared_above_its_options_is_a_mistake_that_says_so()
    {
        var exception = Assert.Throws<TypeInitializationException>(() => UpsideDown.All);

        Assert.Contains("declare the option set below", exception.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_section_names_brings_no_key_that_the_section_has_already()
    {
        var sections = new Queue<OptionSet>([Decant.Recipes.Recipe.Options]);
        var named = 0;
        while (sections.TryDequeue(out var section))
        {
            foreach (var entry in section.OfType<IVariantOption>().SelectMany(variant => variant.Facts.Entries))
            {
                Assert.Empty(section.Select(option => option.Key).Intersect(entry.Options.Select(option => option.Key)));
                named++;
            }

            section.OfType<ISectionOption>().ToList().ForEach(inner => sections.Enqueue(inner.Inner));
        }

        Assert.True(named > 10);
    }

    private static class Two
    {
        public static readonly Option<int> First = Option.WholeNumber("first", 1, "One.");
        public static readonly Option<int> Second = Option.WholeNumber("second", 2, "Two.");
    }

    private static class UpsideDown
    {
        public static readonly OptionSet All = OptionSet.DeclaredIn(typeof(UpsideDown));
        public static readonly Option<int> Late = Option.WholeNumber("late", 1, "Declared too late.");
    }
}
