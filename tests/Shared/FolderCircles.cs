using System.Reflection;

namespace Decant.Tests.Shared;

/// <summary>
/// Folders of an assembly that use each other, directly or around several corners; a folder and one inside it count like any two.
/// </summary>
internal static class FolderCircles
{
    /// <summary>
    /// Pairs of namespaces that use each other directly, the first in the alphabet first, with an example of each direction.
    /// </summary>
    public static IReadOnlyDictionary<(string One, string Other), string> Pairs(Assembly assembly)
    {
        var uses = TypeUse.Of(assembly);
        return (
            from use in Inside(uses.Keys, assembly)
            where string.CompareOrdinal(use.From, use.To) < 0 && uses.ContainsKey((use.To, use.From))
            select use
        ).ToDictionary(use => use, use => $"{uses[use]}; {uses[(use.To, use.From)]}");
    }

    /// <summary>
    /// Groups of namespaces in which each reaches every other: more than one in a group is a circle. In alphabetical order.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="without">Directions that are not followed.</param>
    public static IReadOnlyList<string> Groups(Assembly assembly, params (string From, string To)[] without)
    {
        var next = Inside(TypeUse.Of(assembly).Keys, assembly).Except(without).ToLookup(use => use.From, use => use.To);
        var reached = next.ToDictionary(group => group.Key, group => Reached(group.Key, next));
        return
        [
            .. reached
                .Keys.Select(folder =>
                    string.Join(
                        ", ",
                        reached[folder]
                            .Where(other => reached.TryGetValue(other, out var back) && back.Contains(folder))
                            .Append(folder)
                            .Distinct()
                            .Order(StringComparer.Ordinal)
                    )
                )
                .Where(circle => circle.Contains(',', StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> Reached(string start, ILookup<string, string> next)
    {
        var (reached, open) = (new HashSet<string>(), new Stack<string>([start]));
        while (open.TryPop(out var folder))
        {
            foreach (var other in next[folder].Where(reached.Add))
            {
                open.Push(other);
            }
        }

        return reached;
    }

    // Compilers put types of their own into other namespaces.
    private static IEnumerable<(string From, string To)> Inside(IEnumerable<(string From, string To)> uses, Assembly assembly)
    {
        var root = assembly.GetName().Name!;
        return uses.Where(use => use.From != use.To && IsBelow(use.From) && IsBelow(use.To));

        bool IsBelow(string name) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
    }
}
