using Decant.Tables;

namespace Decant.Data;

/// <summary>What the numbers of a target set mean.</summary>
public enum TargetKind
{
    /// <summary>Real numbers, each in its own unit.</summary>
    Numbers,

    /// <summary>0 or 1 per column: whether the named thing is there.</summary>
    Labels,
}

/// <summary>Named numbers that are known about every sample next to its class.</summary>
/// <param name="Name">What the set is called in a recipe, such as <c>slant</c>.</param>
/// <param name="Kind">What the numbers mean.</param>
/// <param name="Columns">Name of each number, with its unit in parentheses where it has one, such as <c>slant (degrees)</c>.</param>
public sealed record TargetSet(string Name, TargetKind Kind, IReadOnlyList<string> Columns)
{
    /// <summary>The unit that all columns share, such as <c>degrees</c>; empty where they have none, or not the same.</summary>
    public string Unit => Columns.Select(TableColumn.UnitOf).Distinct().ToArray() is [var only] ? only : "";
}
