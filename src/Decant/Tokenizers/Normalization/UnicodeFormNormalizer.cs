using System.Runtime.InteropServices;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Unicode's forms NFD, NFC, NFKD and NFKC (Unicode Standard Annex 15).</summary>
/// <param name="compatible">True for NFKD and NFKC: also what only looks alike is taken apart.</param>
/// <param name="composes">True for NFC and NFKC: letters and marks join again.</param>
internal sealed class UnicodeFormNormalizer(bool compatible, bool composes) : TextNormalizer
{
    // A character on its way, and how the text's length changes with it: 0 takes the place of one, 1 is one more, −n swallows n after it.
    private readonly record struct Moving(int CodePoint, int Change);

    [ThreadStatic]
    private static List<Moving>? t_moving;

    public override void Apply(TextBuffer text)
    {
        if (IsPlain(text.Chars))
        {
            return;
        }
        var moving = t_moving ??= [];
        moving.Clear();
        Decompose(text.Chars, moving);
        Order(CollectionsMarshal.AsSpan(moving));
        if (composes)
        {
            Compose(moving);
        }
        Put(text, moving);
        if (moving.Capacity > 1 << 18)
        {
            t_moving = null;
        }
    }

    // Below the first character that any form changes: U+00A0 of the compatible forms, U+00C0 of NFD, U+0300 of NFC.
    private bool IsPlain(ReadOnlySpan<char> chars) =>
        !chars.ContainsAnyExceptInRange(
            '\0',
            compatible ? '\u009F'
                : composes ? '\u02FF'
                : '\u00BF'
        );

    private void Decompose(ReadOnlySpan<char> chars, List<Moving> moving)
    {
        for (var i = 0; i < chars.Length; )
        {
            var c = CodePoints.At(chars, i, out var units);
            var parts = compatible ? CodePoints.Compatible(c) : CodePoints.Canonical(c);
            moving.Add(new Moving(parts is null ? c : parts[0], 0));
            for (var part = 1; part < parts?.Length; part++)
            {
                moving.Add(new Moving(parts[part], 1));
            }
            i += units;
        }
    }

    // Marks in a row are ordered by their class; those of one class keep their order.
    private static void Order(Span<Moving> moving)
    {
        for (var begin = 0; begin < moving.Length; begin++)
        {
            if (CodePoints.CombiningClass(moving[begin].CodePoint) == 0)
            {
                continue;
            }
            var end = begin + 1;
            while (end < moving.Length && CodePoints.CombiningClass(moving[end].CodePoint) != 0)
            {
                end++;
            }
            if (end - begin > 1)
            {
                var marks = moving[begin..end];
                marks.ToArray().OrderBy(mark => CodePoints.CombiningClass(mark.CodePoint)).ToArray().CopyTo(marks);
            }
            begin = end;
        }
    }

    private static void Compose(List<Moving> moving)
    {
        var (starter, lastClass, written) = (-1, 0, 0);
        for (var i = 0; i < moving.Count; i++)
        {
            var next = moving[i];
            var order = CodePoints.CombiningClass(next.CodePoint);
            // A mark is blocked from its letter by one of the same or a higher class in between.
            var near = starter >= 0 && (written - 1 == starter || (lastClass < order && lastClass != 0));
            if (near && CodePoints.Compose(moving[starter].CodePoint, next.CodePoint) is var composed and >= 0)
            {
                moving[starter] = new Moving(composed, moving[starter].Change + next.Change - 1);
                continue;
            }
            if (order == 0)
            {
                starter = written;
            }
            lastClass = order;
            moving[written++] = next;
        }
        moving.RemoveRange(written, moving.Count - written);
    }

    private static void Put(TextBuffer text, List<Moving> moving)
    {
        var place = 0;
        text.Rewrite();
        foreach (var (codePoint, change) in moving)
        {
            text.Put(codePoint, change > 0 ? Math.Max(0, place - 1) : Math.Min(place, text.Length - 1));
            for (var taken = change; taken <= 0 && place < text.Length; taken++)
            {
                CodePoints.At(text.Chars, place, out var units);
                place += units;
            }
        }
        text.Finish();
    }
}
