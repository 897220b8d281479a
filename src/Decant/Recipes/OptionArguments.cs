using Decant.Engine;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>Options that a command line gives as <c>name=value</c>, understood as a recipe would.</summary>
internal static class OptionArguments
{
    /// <summary>The arguments as a section, later ones after earlier ones.</summary>
    /// <param name="arguments">Such as <c>temperature=2</c>.</param>
    /// <param name="reading">Where problems go.</param>
    /// <param name="example">How one is written.</param>
    public static WrittenMap Section(IEnumerable<string> arguments, OptionReading reading, string example) =>
        arguments
            .Select(argument => RecipeOverride.Parse(argument, reading, example))
            .OfType<RecipeOverride>()
            .ToList()
            .Aggregate(new WrittenMap([], default), (map, change) => change.Apply(map));

    /// <summary>Refuses what was reported, one problem in each line.</summary>
    /// <param name="owner">Whose options they are.</param>
    /// <param name="reading">Where problems went.</param>
    /// <exception cref="DecantException">There are problems.</exception>
    public static void RequireNone(string owner, OptionReading reading)
    {
        if (reading.Problems.Count > 0)
        {
            throw new DecantException(
                string.Join(
                    "\n",
                    reading
                        .Problems.Distinct()
                        .Select(problem =>
                            $"{owner}: {(problem.Path.Length == 0 ? "" : $"{problem.Path}: ")}{problem.Message}. {problem.Remedy}"
                        )
                )
            );
        }
    }
}
