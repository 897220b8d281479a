using Decant.Recipes;

namespace Decant.Tuning;

/// <summary>What is searched where nothing is asked for: what every distillation has to set.</summary>
internal static class SearchSpace
{
    private const string Temperature = "temperature";
    private const string Labels = "hard-labels";

    /// <summary>The settings of a recipe: temperatures, weights, the learning rate and its course.</summary>
    public static IReadOnlyList<SearchDimension> Of(Recipe recipe)
    {
        var dimensions = new List<SearchDimension>();
        var hasLabels = recipe.Losses.Any(loss => loss.Name == Labels);
        var isShared = false;
        foreach (var (place, loss) in recipe.Losses.Index().Where(item => item.Item.NeedsTeacher))
        {
            var path = recipe.Losses.Count(other => other.Name == loss.Name) == 1 ? $"losses.{loss.Name}" : $"losses.{place}.{loss.Name}";
            if (loss.Options.Any(option => option.Key == Temperature))
            {
                dimensions.Add(SearchDimension.Range($"{path}.{Temperature}", 1, 16));
            }

            // The first loss shares with the labels; others are more or less of what they are.
            if (hasLabels && !isShared)
            {
                isShared = true;
                dimensions.Add(SearchDimension.Range($"{path}.weight", 0.1, 0.98) with { Complement = $"losses.{Labels}.weight" });
            }
            else if (loss.Weight is { IsConstant: true, To: > 0 and var weight })
            {
                dimensions.Add(SearchDimension.Range($"{path}.weight", weight / 10, weight * 10));
            }
        }

        dimensions.Add(SearchDimension.Parse("training.schedule=constant|linear|cosine"));
        var rate = recipe.Training.Optimizer.LearningRate;
        dimensions.Add(SearchDimension.Range("training.learning-rate", rate / 10, rate * 10));
        return dimensions;
    }
}
