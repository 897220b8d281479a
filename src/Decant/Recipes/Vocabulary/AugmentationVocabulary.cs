using Decant.Data.Augmentations;
using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The augmentations that a recipe can name: those of <see cref="Augmentation.Kinds"/>, each with one number; 0 is none.</summary>
internal static class AugmentationVocabulary
{
    public static OptionSet All { get; } =
        OptionSet.Of(
            "augmentation",
            Augmentation.Kinds.Select(kind =>
                Option.Number(
                    kind.Name,
                    0,
                    FormattableString.Invariant($"{kind.Meaning} Usual: {kind.Usual}."),
                    atLeast: kind.Lowest,
                    atMost: kind.Highest,
                    unit: kind.Unit
                )
            )
        );
}
