using System.Globalization;
using Decant.Options;
using Decant.Recipes;

namespace Decant.Tuning;

/// <summary>
/// What stays as it is in every trial: the data, which else follow the seed of the training, and the teacher's own training, which else
/// takes over
/// what is searched for the student.
/// </summary>
internal static class TuningPins
{
    private const string Training = "training.";

    /// <summary>The changes of the recipe that say so.</summary>
    public static IReadOnlyList<string> Of(Recipe recipe, IReadOnlyList<SearchDimension> space)
    {
        var pins = new List<string>();
        if (recipe.Data.Seed is null)
        {
            pins.Add(string.Create(CultureInfo.InvariantCulture, $"data.seed={recipe.Training.Seed}"));
        }

        var written = (WrittenMap)YamlTree.Read(RecipeWriter.Write(recipe), new OptionReading())!;
        if (written.Find("teacher")?.Value is WrittenMap teacher && teacher.Find("train")?.Value is WrittenMap train)
        {
            pins.AddRange(
                from dimension in space
                where dimension.Path.StartsWith(Training, StringComparison.Ordinal)
                let key = dimension.Path[Training.Length..]
                let value = train.Find(key)?.Value as WrittenScalar
                where value is { IsEmpty: false }
                select $"teacher.train.{key}={value.Text}"
            );
        }

        return pins;
    }
}
