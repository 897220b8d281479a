using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The trainings that a distilled student can be compared with.</summary>
internal static class ArmVocabulary
{
    public static Catalogue<Description> All { get; } =
        new("arm", new Description("scratch", "The same student, trained in the same way from the labels alone.", OptionSet.Empty))
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["baseline"] = "scratch",
                ["alone"] = "scratch",
                ["no-teacher"] = "scratch",
            },
        };
}
