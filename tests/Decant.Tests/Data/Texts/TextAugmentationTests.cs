using Decant.Data;
using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tests.Data.Fields;

namespace Decant.Tests.Data.Texts;

/// <summary>Words that change: Tang et al. 2019, arXiv:1903.12136.</summary>
public sealed class TextAugmentationTests
{
    private const string Long = "a b c d e f g h i j k l m n o p q r s t";

    [Fact]
    public void Seed_sample_and_view_decide_the_words_on_any_number_of_threads()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(index => string.Join(' ', Long.Split(' ').Skip(index % 7)))];
        var all = From(("mask-words", 0.2), ("drop-words", 0.2), ("swap-words", 0.2), ("n-grams", 0.2));
        long[][] Epoch(int threads, ulong seed, int epoch)
        {
            using var stream = new BatchStream(
                Samples(texts),
                new BatchOptions
                {
                    Size = 8,
                    Shuffle = true,
                    Seed = seed,
                    ViewSeed = seed,
                    Threads = threads,
                    Augmentation = all,
                }
            );
            var rows = new long[texts.Length][];
            foreach (var batch in stream.Epoch(epoch))
            {
                var length = batch.LengthOf("T");
                for (var n = 0; n < batch.Count; n++)
                {
                    rows[batch.Indices[n]] = batch["input_ids"]
                        .Span<long>()
                        .Slice(n * length, (int)batch.Lengths("T").Span<long>()[n])
                        .ToArray();
                }
            }

            return rows;
        }

        var expected = Epoch(0, 1, 3);
        Assert.Equal(expected, Epoch(1, 1, 3));
        Assert.Equal(expected, Epoch(3, 1, 3));
        Assert.NotEqual(expected, Epoch(1, 1, 4));
        Assert.NotEqual(expected, Epoch(1, 2, 3));
    }

    [Fact]
    public void Hidden_words_are_a_share_and_become_the_mask()
    {
        var (masked, total) = (0, 0);
        for (var view = 0; view < 500; view++)
        {
            var words = View([Long], 0, view, ("mask-words", 0.3)).Split(' ');
            Assert.Equal(20, words.Length);
            Assert.All(words.Zip(Long.Split(' ')), pair => Assert.True(pair.First == "#" || pair.First == pair.Second));
            (masked, total) = (masked + words.Count(word => word == "#"), total + words.Length);
        }

        Assert.InRange((double)masked / total, 0.28, 0.32); // deviation 0.0046
    }

    [Fact]
    public void Without_a_mask_a_hidden_word_is_the_unknown_piece()
    {
        var samples = Samples([Long], readings: [new TextReading("", new LetterPieces(10, new(0, 1, 2, 3, null)), "T", 200)]);
        var ids = Ids(samples, From(("mask-words", 1)), 0, 0, "input_ids");
        Assert.Equal([LetterPieces.Cls, .. Enumerable.Repeat(1L, 20), LetterPieces.Sep], ids);
    }

    [Fact]
    public void Dropped_words_are_a_share_the_others_keep_their_order_and_one_stays()
    {
        var kept = 0;
        for (var view = 0; view < 500; view++)
        {
            var words = View([Long], 0, view, ("drop-words", 0.25)).Split(' ');
            Assert.Equal(words.Order(StringComparer.Ordinal), words);
            Assert.Equal(words.Length, words.Distinct().Count());
            kept += words.Length;
        }

        Assert.InRange(kept / 10_000.0, 0.73, 0.77); // deviation 0.0043
        Assert.All(Enumerable.Range(0, 20), view => Assert.Single(View([Long], 0, view, ("drop-words", 1)).Split(' ')));
        Assert.Equal("", View([""], 0, 0, ("drop-words", 1)));
    }

    [Fact]
    public void Swapped_words_come_from_all_texts_as_often_as_they_occur()
    {
        // Of ten words five are x, three y, two z.
        string[] texts = [Long, "x x", "y", "", "x y z x y", "x z"];
        var counts = new Dictionary<string, int>();
        for (var view = 0; view < 1000; view++)
        {
            foreach (var word in View(texts, 0, view, ("swap-words", 1)).Split(' ').Where(word => "xyz".Contains(word)))
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        // 20,000 drawn, of 30 words.
        Assert.InRange(counts["x"], 20_000 * 5 / 30 * 0.9, 20_000 * 5 / 30 * 1.1);
        Assert.InRange(counts["y"], 20_000 * 3 / 30 * 0.9, 20_000 * 3 / 30 * 1.1);
        Assert.InRange(counts["z"], 20_000 * 2 / 30 * 0.9, 20_000 * 2 / 30 * 1.1);
    }

    [Fact]
    public void N_grams_are_runs_of_one_to_five_words_with_their_probability()
    {
        var (kept, lengths) = (0, new int[6]);
        for (var view = 0; view < 2000; view++)
        {
            var text = View([Long], 0, view, ("n-grams", 0.25));
            if (text == Long)
            {
                kept++;
                continue;
            }

            Assert.Contains(text, Long);
            lengths[text.Split(' ').Length]++;
        }

        Assert.InRange(kept, 1420, 1580); // 1,500 expected, deviation 19
        Assert.All(lengths[1..], count => Assert.InRange(count, 60, 140)); // 100 expected
        Assert.Equal("a b", View(["a b"], 0, 0, ("n-grams", 1)) is var two && "a b".Contains(two) ? "a b" : two);
    }

    [Fact]
    public void Teacher_and_student_see_the_same_changed_text()
    {
        var teacher = new LetterPieces(9000);
        var samples = Samples([Long, "x y z"], readings: [Reading, new TextReading("teacher.", teacher, "U", 200)]);
        var all = From(("mask-words", 0.2), ("drop-words", 0.3), ("swap-words", 0.3));
        for (var view = 0; view < 50; view++)
        {
            var (own, others) = (Ids(samples, all, 0, view, "input_ids"), Ids(samples, all, 0, view, "teacher.input_ids"));
            Assert.Equal(own.Select(id => id > 4 ? id - 10 + 9000 : id), others);
        }
    }

    [Fact]
    public void Pairs_change_text_by_text_and_stay_pairs()
    {
        var samples = Samples([Long], second: ["A B C D E F G H"]);
        for (var view = 0; view < 50; view++)
        {
            var ids = Ids(samples, From(("drop-words", 0.5)), 0, view, "input_ids");
            var segments = Ids(samples, From(("drop-words", 0.5)), 0, view, "token_type_ids");
            Assert.Equal(2, ids.Count(id => id == LetterPieces.Sep));
            var (first, second) = (
                Letters(ids.Where((_, place) => segments[place] == 0)),
                Letters(ids.Where((_, place) => segments[place] == 1))
            );
            Assert.All(first, letter => Assert.True(char.IsLower(letter)));
            Assert.All(second, letter => Assert.True(char.IsUpper(letter)));
            Assert.Equal(first.Order(), first);
            Assert.True(first.Length > 0 && second.Length > 0);
        }
    }

    [Fact]
    public void Tags_follow_their_words()
    {
        // The tag of each word is its letter's place in the alphabet, mod 3.
        var words = Long.Split(' ').Select(word => word + word).ToArray();
        int[] tags = [.. words.Select(word => (word[0] - 'a') % 3)];
        var content = new TextContent([string.Join(' ', words)])
        {
            Words = [words],
            Tags = [tags],
            TagNames = ["O", "B-x", "I-x"],
        };
        var table = PieceTable.Of(Reading, content);
        var samples = new TextSamples("tagged", content, [table], [table.Longest], [-1], []);
        for (var view = 0; view < 50; view++)
        {
            var change = From(("drop-words", 0.3), ("swap-words", 0.3), ("n-grams", 0.3));
            var (ids, seen) = (Ids(samples, change, 0, view, "input_ids"), Ids(samples, change, 0, view, "tags"));
            for (var place = 0; place < ids.Length; place++)
            {
                var isFirst = ids[place] > 4 && place % 2 == 1; // [CLS], then two letters a word
                Assert.Equal(isFirst ? (ids[place] - 10 - 'a') % 3 : -1, seen[place]);
            }
        }
    }

    [Fact]
    public void A_text_that_becomes_longer_is_cut_to_the_room_that_there_is()
    {
        var samples = Samples(["a b c", "wonderful"]);
        Assert.Equal(11, samples.Schema["input_ids"].Shape[0].Size);
        for (var view = 0; view < 100; view++)
        {
            var ids = Ids(samples, From(("swap-words", 1)), 0, view, "input_ids");
            Assert.InRange(ids.Length, 3, 11);
            Assert.Equal((LetterPieces.Cls, LetterPieces.Sep), (ids[0], ids[^1]));
        }
    }

    [Fact]
    public void What_is_stored_of_a_changed_text_has_its_length()
    {
        var samples = Samples([Long, "x y z"]);
        var change = From(("drop-words", 0.5));
        var lengths = Enumerable.Range(0, 2).Select(index => Ids(samples, change, index, 4, "input_ids").Length).ToArray();
        using var stream = new BatchStream(
            new AnsweredTokens(samples, lengths),
            new BatchOptions
            {
                Size = 2,
                Seed = 5,
                Fields = ["answers"],
                Augmentation = change,
            }
        );
        foreach (var batch in stream.Epoch(4))
        {
            Assert.Equal(lengths, batch.Lengths("T").Span<long>().ToArray().Select(length => (int)length));
            Assert.Equal(
                Enumerable.Repeat(1f, lengths[1]),
                batch["answers"].Span<float>().Slice(batch.LengthOf("T"), lengths[1]).ToArray()
            );
        }
    }

    [Fact]
    public void Steps_for_pictures_and_for_texts_do_not_meet_the_other_data()
    {
        var texts = Samples([Long]);
        Assert.Contains("For texts there are swap-words", Assert.Throws<DecantException>(() => From(("flip", 0.5)).Check(texts)).Message);
        Assert.Contains(
            "changes the words of texts",
            Assert.Throws<DecantException>(() => From(("mask-words", 0.5)).Check(new Sentences(3))).Message
        );
        From(("mask-words", 0.5)).Check(texts);
    }

    private static TextReading Reading => new("", OpenedTexts.Letters, "T", 200);

    private static Augmentation From(params (string Name, double Amount)[] amounts) =>
        Augmentation.From(amounts.ToDictionary(pair => pair.Name, pair => pair.Amount))!;

    // The words of a view, of texts whose words have a letter each; # for a hidden one.
    private static string View(string[] texts, int index, int view, params (string Name, double Amount)[] amounts) =>
        string.Join(
            ' ',
            Ids(Samples(texts), From(amounts), index, view, "input_ids")
                .Where(id => id >= LetterPieces.Mask)
                .Select(id => id == LetterPieces.Mask ? '#' : (char)(id - 10))
        );

    private static char[] Letters(IEnumerable<long> ids) => [.. ids.Where(id => id > LetterPieces.Mask).Select(id => (char)(id - 10))];

    private static long[] Ids(TextSamples samples, Augmentation change, int index, int view, string field)
    {
        using var sample = new Sample(samples.Schema.Fields);
        change.Prepare(5, index, view, sample);
        samples.Read(index, sample);
        change.Apply(5, index, view, sample);
        return sample.Numbers<long>(field).ToArray();
    }

    private static TextSamples Samples(string[] texts, string[]? second = null, IReadOnlyList<TextReading>? readings = null)
    {
        var content = new TextContent(texts) { Second = second };
        PieceTable[] tables = [.. (readings ?? [Reading]).Select(reading => PieceTable.Of(reading, content))];
        // Views of one text have the room of all.
        return new TextSamples("texts", content, tables, [.. tables.Select(table => table.Longest)], [.. texts.Select(_ => -1)], []);
    }

    // An answer for each token of a view, as a store gives it.
    private sealed class AnsweredTokens(TextSamples samples, int[] lengths)
        : Dataset(
            "answered",
            new Schema([
                .. samples.Schema.Fields,
                new Field("answers", ElementType.Float32, samples.Schema["input_ids"].Shape, FieldRole.Truth),
            ])
        )
    {
        public override int Count => samples.Count;

        internal override TextFacts? Texts => samples.Texts;

        public override void Read(int index, Sample sample)
        {
            samples.Read(index, sample);
            sample.Numbers<float>("answers", lengths[index]).Fill(index);
        }

        protected override string ComputeFingerprint() => samples.Fingerprint;
    }
}
