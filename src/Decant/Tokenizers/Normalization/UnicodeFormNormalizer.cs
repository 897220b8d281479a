using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Unicode's forms NFD, NFC, NFKD and NFKC (Unicode Standard Annex 15).</summary>
/// <param name="compatible">True for NFKD and NFKC: also what only looks alike is taken apart.</param>
/// <param name="composes">True for NFC and NFKC: letters and marks join again.</param>
internal sealed class UnicodeFormNormalizer(bool compatible, bool composes) : TextNormalizer
{
    public override void Apply(TextBuffer text)
    {
        if (IsPlain(text.Chars))
        {
            return;
        }
        var changes = TextChanges.Rent();
        Decompose(text.Chars, changes);
        Order(changes.Changes);
        if (composes)
        {
            Compose(changes);
        }
        changes.Apply(text);
    }

    // Below the first character that any form changes: U+00A0 of the compatible forms, U+00C0 of NFD, U+0300 of NFC.
    private bool IsPlain(ReadOnlySpan<char> chars) =>
        !chars.ContainsAnyExceptInRange(
            '\0',
            compatible ? '\u009F'
                : composes ? '\u02FF'
                : '\u00BF'
        );

    private void Decompose(ReadOnlySpan<char> chars, TextChanges changes)
    {
        for (var i = 0; i < chars.Length; )
        {
            var c = CodePoints.At(chars, i, out var units);
            var parts = compatible ? CodePoints.Compatible(c) : CodePoints.Canonical(c);
            changes.Add(parts is null ? c : parts[0], 0);
            for (var part = 1; part < parts?.Length; part++)
            {
                changes.Add(parts[part], 1);
            }
            i += units;
        }
    }

    // Marks in a row are ordered by their class; those of one class keep their order.
    private static void Order(Span<TextChange> changes)
    {
        for (var begin = 0; begin < changes.Length; begin++)
        {
            if (CodePoints.CombiningClass(changes[begin].CodePoint) == 0)
            {
                continue;
            }
            var end = begin + 1;
            while (end < changes.Length && CodePoints.CombiningClass(changes[end].CodePoint) != 0)
            {
                end++;
            }
            if (end - begin > 1)
            {
                var marks = changes[begin..end];
                marks.ToArray().OrderBy(mark => CodePoints.CombiningClass(mark.CodePoint)).ToArray().CopyTo(marks);
            }
            begin = end;
        }
    }

    private static void Compose(TextChanges changes)
    {
        var all = changes.Changes;
        var (starter, lastClass, written) = (-1, 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            var next = all[i];
            var order = CodePoints.CombiningClass(next.CodePoint);
            // A mark is blocked from its letter by one of the same or a higher class in between.
            var near = starter >= 0 && (written - 1 == starter || (lastClass < order && lastClass != 0));
            if (near && CodePoints.Compose(all[starter].CodePoint, next.CodePoint) is var composed and >= 0)
            {
                all[starter] = new TextChange(composed, all[starter].Change + next.Change - 1);
                continue;
            }
            if (order == 0)
            {
                starter = written;
            }
            lastClass = order;
            all[written++] = next;
        }
        changes.Cut(written);
    }
}
