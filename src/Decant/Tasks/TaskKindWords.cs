using Decant.Engine;

namespace Decant.Tasks;

/// <summary>What the kinds of tasks are called: the second half of a task's name in a recipe.</summary>
public static class TaskKindWords
{
    private static readonly (TaskKind Kind, string Word)[] s_all =
        [(TaskKind.Classification, "classification"), (TaskKind.MultiLabel, "multi-label"), (TaskKind.Regression, "regression")];

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_all.Select(known => known.Word)];

    /// <summary>The word of a kind.</summary>
    public static string Word(this TaskKind kind) => s_all.First(known => known.Kind == kind).Word;

    /// <summary>What its answers are, in the plural.</summary>
    public static string Noun(this TaskKind kind) => kind switch { TaskKind.Classification => "classes", TaskKind.MultiLabel => "labels", _ => "numbers" };

    /// <summary>The kind of a word.</summary>
    /// <exception cref="DecantException">There is none; the message lists those that exist.</exception>
    public static TaskKind Read(string word) => s_all.Where(known => known.Word == word).Select(known => (TaskKind?)known.Kind).FirstOrDefault()
        ?? throw new DecantException($"{NearestName.Explain("task", word, All)}.");
}
