namespace Decant.Tasks.Detection;

/// <summary>What was found in pictures next to what is there, gathered picture by picture.</summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class DetectionScores(int classes)
{
    private readonly List<MatchedBox>[] _found = [.. Enumerable.Range(0, classes).Select(_ => new List<MatchedBox>())];
    private readonly int[] _things = new int[classes];

    /// <summary>How many things of each class there are, crowds not counted.</summary>
    public IReadOnlyList<int> Things => _things;

    /// <summary>Adds a picture.</summary>
    /// <param name="found">What was found in it.</param>
    /// <param name="truth">What is there; nothing is background.</param>
    public void Add(IReadOnlyList<FoundBox> found, IReadOnlyList<TrueBox> truth)
    {
        for (var c = 0; c < classes; c++)
        {
            _found[c].AddRange(BoxMatching.Of(found.Where(box => box.Class == c), truth.Where(thing => thing.Class == c)));
            _things[c] += truth.Count(thing => thing.Class == c && !thing.IsCrowd);
        }
    }

    /// <summary>Each class by itself; null for one that does not occur, whose found boxes say nothing.</summary>
    public IReadOnlyList<AveragePrecision?> Classes() =>
        [.. _found.Select((boxes, c) => _things[c] == 0 ? null : new AveragePrecision(boxes, _things[c]))];
}
