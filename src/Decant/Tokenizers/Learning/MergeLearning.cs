namespace Decant.Tokenizers.Learning;

/// <summary>
/// Joins the two neighbouring pieces that come together most often into a new piece, again and again (Sennrich et al. 2016). Of equal
/// counts the pair with the smaller numbers goes first, so the same words give the same pieces.
/// </summary>
internal sealed class MergeLearning
{
    // A pair that comes once teaches a single word.
    private const long Fewest = 2;

    private readonly List<string> _pieces;
    private readonly Dictionary<string, int> _ids;
    private readonly Func<string, string, string> _join;
    private readonly int[][] _words;
    private readonly long[] _counts;
    private readonly Dictionary<(int Left, int Right), PairCount> _pairs = [];
    private readonly PriorityQueue<(int Left, int Right), (long Negative, int Left, int Right)> _queue = new();
    private readonly HashSet<(int Left, int Right)> _changed = [];

    /// <param name="pieces">The pieces to begin with; new ones are added.</param>
    /// <param name="words">Each word as numbers of these pieces; they are changed.</param>
    /// <param name="counts">How often each word comes.</param>
    /// <param name="join">What two pieces together are called.</param>
    public MergeLearning(List<string> pieces, int[][] words, long[] counts, Func<string, string, string> join)
    {
        (_pieces, _words, _counts, _join) = (pieces, words, counts, join);
        _ids = [];
        for (var id = 0; id < pieces.Count; id++)
        {
            _ids.TryAdd(pieces[id], id);
        }
        for (var word = 0; word < words.Length; word++)
        {
            Count(word, counts[word]);
        }
        Enqueue();
    }

    /// <summary>The pairs that were joined, in order.</summary>
    public List<(string Left, string Right)> Merges { get; } = [];

    /// <summary>Joins until there are so many pieces, or no pair comes twice.</summary>
    public void Run(int size)
    {
        while (_pieces.Count < size && _queue.TryDequeue(out var pair, out var order))
        {
            var state = _pairs[pair];
            if (state.Count != -order.Negative)
            {
                continue;
            }
            Join(pair, state);
            Enqueue();
        }
    }

    private void Join((int Left, int Right) pair, PairCount state)
    {
        Merges.Add((_pieces[pair.Left], _pieces[pair.Right]));
        var name = _join(_pieces[pair.Left], _pieces[pair.Right]);
        if (!_ids.TryGetValue(name, out var joined))
        {
            joined = _ids[name] = _pieces.Count;
            _pieces.Add(name);
        }
        foreach (var word in state.Words)
        {
            Count(word, -_counts[word]);
            _words[word] = Joined(_words[word], pair, joined);
            Count(word, _counts[word]);
        }
        state.Words.Clear();
    }

    private static int[] Joined(int[] word, (int Left, int Right) pair, int joined)
    {
        var written = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (i + 1 < word.Length && word[i] == pair.Left && word[i + 1] == pair.Right)
            {
                word[written++] = joined;
                i++;
            }
            else
            {
                word[written++] = word[i];
            }
        }
        return written == word.Length ? word : word[..written];
    }

    private void Count(int index, long change)
    {
        var word = _words[index];
        for (var i = 0; i + 1 < word.Length; i++)
        {
            var pair = (word[i], word[i + 1]);
            if (!_pairs.TryGetValue(pair, out var state))
            {
                state = _pairs[pair] = new PairCount();
            }
            state.Count += change;
            _changed.Add(pair);
            // A word may come twice in the list: the second time it has no such pair any more.
            if (change > 0 && (state.Words.Count == 0 || state.Words[^1] != index))
            {
                state.Words.Add(index);
            }
        }
    }

    private void Enqueue()
    {
        foreach (var pair in _changed)
        {
            var count = _pairs[pair].Count;
            if (count >= Fewest)
            {
                _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
            }
        }
        _changed.Clear();
    }

    private sealed class PairCount
    {
        public long Count { get; set; }

        public List<int> Words { get; } = [];
    }
}
