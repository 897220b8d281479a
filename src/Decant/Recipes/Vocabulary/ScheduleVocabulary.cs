using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The schedules of the learning rate that a recipe can name.</summary>
internal static class ScheduleVocabulary
{
    public static Catalogue<Description> All { get; } = new(
        "schedule",
        new Description("cosine", "Falls along half a cosine to the end (Loshchilov and Hutter 2016, arXiv:1608.03983).", OptionSet.DeclaredIn(typeof(CosineOptions))),
        new Description("step", "Falls by a factor at milestones.", OptionSet.DeclaredIn(typeof(StepOptions))),
        new Description("constant", "Stays as it is.", OptionSet.Empty))
    {
        NamesElsewhere = new Dictionary<string, string> { ["multistep"] = "step", ["none"] = "constant", ["flat"] = "constant" },
    };
}
