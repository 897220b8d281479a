namespace Decant.Tokenizers.Models;

/// <summary>Joins neighbours by rank, of equal ranks the leftmost first, until none joins any more.</summary>
internal static class SymbolMerging
{
    /// <summary>The most symbols among which the next pair is found by looking at all.</summary>
    public const int Few = 48;

    /// <summary>Joins the symbols of a word.</summary>
    /// <returns>How many are left, in front.</returns>
    public static int Join(Span<Symbol> symbols, PairTable pairs)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i].Rank = i + 1 < symbols.Length ? pairs.Find(symbols[i].Id, symbols[i + 1].Id).Rank : int.MaxValue;
        }
        return symbols.Length <= Few ? JoinFew(symbols, pairs) : JoinMany(symbols, pairs);
    }

    // Short words: the place of the least rank is found by a scan, and the rest moves up.
    private static int JoinFew(Span<Symbol> symbols, PairTable pairs)
    {
        var count = symbols.Length;
        while (true)
        {
            var (place, rank) = (-1, int.MaxValue);
            for (var i = 0; i + 1 < count; i++)
            {
                if (symbols[i].Rank < rank)
                {
                    (place, rank) = (i, symbols[i].Rank);
                }
            }
            if (place < 0)
            {
                return count;
            }
            ref var symbol = ref symbols[place];
            symbol.Id = pairs.Find(symbol.Id, symbols[place + 1].Id).Id;
            symbol.End = symbols[place + 1].End;
            symbols[(place + 2)..count].CopyTo(symbols[(place + 1)..]);
            count--;
            symbol.Rank = place + 1 < count ? pairs.Find(symbol.Id, symbols[place + 1].Id).Rank : int.MaxValue;
            if (place > 0)
            {
                symbols[place - 1].Rank = pairs.Find(symbols[place - 1].Id, symbol.Id).Rank;
            }
        }
    }

    // Long words: a queue by rank and place, so a line of megabytes takes about as long per character as a short word.
    private static int JoinMany(Span<Symbol> symbols, PairTable pairs)
    {
        var queue = new MergeQueue(symbols.Length);
        for (var i = 0; i < symbols.Length; i++)
        {
            (symbols[i].Previous, symbols[i].Next) = (i - 1, i + 1 < symbols.Length ? i + 1 : -1);
            queue.Add(symbols[i].Rank, i);
        }
        while (queue.TryTake(out var rank, out var place))
        {
            ref var symbol = ref symbols[place];
            // An entry whose symbol was joined since then, or has another neighbour now, is out of date.
            if (symbol.Id < 0 || symbol.Rank != rank)
            {
                continue;
            }
            ref var next = ref symbols[symbol.Next];
            symbol.Id = pairs.Find(symbol.Id, next.Id).Id;
            (symbol.End, symbol.Next) = (next.End, next.Next);
            next.Id = -1;
            symbol.Rank = int.MaxValue;
            if (symbol.Next >= 0)
            {
                symbols[symbol.Next].Previous = place;
                symbol.Rank = pairs.Find(symbol.Id, symbols[symbol.Next].Id).Rank;
                queue.Add(symbol.Rank, place);
            }
            if (symbol.Previous >= 0)
            {
                ref var previous = ref symbols[symbol.Previous];
                previous.Rank = pairs.Find(previous.Id, symbol.Id).Rank;
                queue.Add(previous.Rank, symbol.Previous);
            }
        }
        var count = 0;
        for (var i = 0; i >= 0; i = symbols[i].Next)
        {
            symbols[count++] = symbols[i];
        }
        return count;
    }
}
