using Decant.Engine;

namespace Decant.Recipes;

/// <summary>A recipe that cannot be run, with everything that is wrong with it.</summary>
internal sealed class RecipeException : DecantException
{
    private const int MostShown = 30;

    /// <summary>The problems of a recipe.</summary>
    /// <param name="file">The recipe's name.</param>
    /// <param name="problems">At least one.</param>
    public RecipeException(string file, IReadOnlyList<RecipeProblem> problems)
        : base(Text(file, problems))
    {
        File = file;
        Problems = problems;
    }

    /// <summary>The recipe's name.</summary>
    public string File { get; }

    /// <summary>Everything that is wrong, in the order of the file, then of the command line.</summary>
    public IReadOnlyList<RecipeProblem> Problems { get; }

    private static string Text(string file, IReadOnlyList<RecipeProblem> problems) =>
        string.Join(
            "\n\n",
            problems
                .Take(MostShown)
                .Select(problem => problem.Describe(file))
                .Append(
                    $"{problems.Count} {(problems.Count == 1 ? "problem" : "problems")} in "
                        + $"{file}{(problems.Count > MostShown ? $", the first {MostShown} shown" : "")}."
                )
        );
}
