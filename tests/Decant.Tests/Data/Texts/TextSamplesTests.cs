using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;

namespace Decant.Tests.Data.Texts;

public sealed class TextSamplesTests
{
    private static readonly string[] s_texts = ["ab c", "", "defgh ij", "k", "  "];

    [Fact]
    public void Fields_are_the_pieces_ones_and_the_texts_of_a_pair()
    {
        var samples = Samples(s_texts, second: ["x", "yz", "", "w", "vvv"]);
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids", "label"], samples.Schema.Fields.Select(field => field.Name));
        var letters = OpenedTexts.Letters;
        for (var index = 0; index < s_texts.Length; index++)
        {
            var (first, second) = (letters.Ids(s_texts[index]), letters.Ids(samples.Texts[index].Second!)[1..]);
            Assert.Equal([.. first, .. second], OpenedTexts.Numbers(samples, index, "input_ids"));
            Assert.Equal(Enumerable.Repeat(1L, first.Length + second.Length), OpenedTexts.Numbers(samples, index, "attention_mask"));
            Assert.Equal([.. first.Select(_ => 0L), .. second.Select(_ => 1L)], OpenedTexts.Numbers(samples, index, "token_type_ids"));
        }

        var longest = s_texts.Select((_, index) => OpenedTexts.Numbers(samples, index, "input_ids").Length).Max();
        Assert.All(samples.Schema.Inputs, field => Assert.Equal(FieldSize.UpTo("T", longest), field.Shape[0]));
        Assert.Equal(letters.VocabularySize, samples.Schema["input_ids"].Choices);
    }

    [Fact]
    public void A_teacher_with_another_tokenizer_reads_the_same_texts_by_fields_of_its_own()
    {
        var teacher = new LetterPieces(500);
        var samples = Samples(s_texts, readings: [Reading(16), new TextReading("teacher.", teacher, "U", 4)]);
        Assert.Equal([2L, 600, 601, 3], OpenedTexts.Numbers(samples, 2, "teacher.input_ids"));
        Assert.Equal(OpenedTexts.Letters.Ids(s_texts[2]), OpenedTexts.Numbers(samples, 2, "input_ids"));
        Assert.Equal(FieldSize.UpTo("U", 4), samples.Schema["teacher.attention_mask"].Shape[0]);
        Assert.Equal([0, 5], samples.Texts[2].Cut);
        Assert.Equal((0, 2), (samples.Texts.CountCut(0), samples.Texts.CountCut(1)));
        Assert.Same(teacher, samples.Texts.Teacher.Tokenizer);
    }

    [Fact]
    public void After_the_end_of_a_text_a_batch_has_padding_and_a_mask_of_zeros()
    {
        var special = new Decant.Tokenizers.SpecialTokens(7, 1, 2, 3, 4);
        var samples = Samples(s_texts, readings: [new TextReading("", new LetterPieces(10, special), "T", 16)]);
        using var stream = new BatchStream(samples, new BatchOptions { Size = s_texts.Length });
        foreach (var batch in stream.Epoch(0))
        {
            var length = batch.LengthOf("T");
            Assert.Equal(9, length); // [CLS] defghij [SEP]
            for (var n = 0; n < batch.Count; n++)
            {
                var own = OpenedTexts.Numbers(samples, batch.Indices[n], "input_ids");
                foreach (var (name, before, after) in new[] { ("input_ids", -1L, 7L), ("attention_mask", 1, 0), ("token_type_ids", 0, 0) })
                {
                    var row = batch[name].Span<long>().Slice(n * length, length).ToArray();
                    Assert.Equal(name == "input_ids" ? own : own.Select(_ => before), row[..own.Length]);
                    Assert.All(row[own.Length..], number => Assert.Equal(after, number));
                }
            }
        }
    }

    [Fact]
    public void Batches_of_similar_length_pad_little_along_the_axis_of_the_pieces()
    {
        string[] texts = [.. Enumerable.Range(0, 120).Select(index => new string('x', 7 * index % 12))];
        using var stream = new BatchStream(
            Samples(texts),
            new BatchOptions
            {
                Size = 10,
                Shuffle = true,
                SimilarLength = "T",
                Seed = 3,
            }
        );
        var seen = 0;
        foreach (var batch in stream.Epoch(0))
        {
            Assert.Single(batch.Indices.ToArray().Select(index => texts[index].Length).Distinct()); // 120 texts of 12 lengths
            seen += batch.Count;
        }

        Assert.Equal(120, seen);
    }

    [Fact]
    public void A_text_of_no_piece_is_one_unknown_piece()
    {
        var samples = Samples(["", "a"], readings: [new TextReading("", new LetterPieces(10, new(0, 1, null, null, null)), "T", 8)]);
        Assert.Equal([1L], OpenedTexts.Numbers(samples, 0, "input_ids"));
        Assert.Equal([1L], OpenedTexts.Numbers(samples, 0, "attention_mask"));
        Assert.Equal([107L], OpenedTexts.Numbers(samples, 1, "input_ids"));
    }

    [Fact]
    public void Reading_a_sample_allocates_nothing()
    {
        var samples = Samples(s_texts, second: ["x", "yz", "", "w", "vvv"]);
        using var sample = new Sample(samples.Schema.Fields);
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Read();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read()
        {
            for (var index = 0; index < samples.Count; index++)
            {
                sample.Clear();
                samples.Read(index, sample);
            }
        }
    }

    [Fact]
    public void Parts_and_views_of_a_data_set_know_whose_text_a_sample_is()
    {
        var samples = Samples(s_texts);
        var part = new Subset("part", samples, [3, 0]);
        Assert.Equal(["k", "ab c"], OpenedTexts.Texts(part));
        Assert.Equal(["k", "ab c"], OpenedTexts.Texts(new WithoutLabels(part)));
        var joined = new Joined("all", part, Samples(["a text that is longer than the others"], readings: [Reading(64)]));
        Assert.Equal(["k", "ab c", "a text that is longer than the others"], OpenedTexts.Texts(joined));
        var ids = OpenedTexts.Numbers(joined, 2, "input_ids");
        Assert.Equal(OpenedTexts.Letters.Ids("a text that is longer than the others"), ids);
        Assert.Equal(ids.Length, joined.Schema["input_ids"].Shape[0].Size);
        Assert.Contains(
            "one tokenizer",
            Assert
                .Throws<DecantException>(() =>
                    new Joined("all", samples, Samples(["a"], readings: [new TextReading("", new LetterPieces(99), "T", 16)]))
                )
                .Message
        );
    }

    [Fact]
    public void The_fingerprint_tells_texts_labels_and_tokenizers_apart()
    {
        string[] prints =
        [
            Samples(s_texts).Fingerprint,
            Samples(["ab c", "", "defgh ij", "k", " "]).Fingerprint,
            Samples(s_texts, labels: [1, 0, 0, 1, 0]).Fingerprint,
            Samples(s_texts, readings: [Reading(8)]).Fingerprint,
            Samples(s_texts, readings: [new TextReading("", new LetterPieces(11), "T", 16)]).Fingerprint,
            Samples(s_texts, second: s_texts).Fingerprint,
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(prints[0], Samples([.. s_texts]).Fingerprint);
    }

    [Fact]
    public void A_tokenizer_without_padding_is_refused_with_the_way_out()
    {
        var reading = new TextReading("", new LetterPieces(10, new(null, 1, 2, 3, 4)), "T", 8);
        var message = Assert.Throws<DecantException>(() => Samples(["a"], readings: [reading])).Message;
        Assert.Contains("the student's tokenizer has no piece for padding", message);
        Assert.Contains("data.tokenizer: train", message);
    }

    private static TextReading Reading(int longest) => new("", OpenedTexts.Letters, "T", longest);

    private static TextSamples Samples(
        string[] texts,
        string[]? second = null,
        int[]? labels = null,
        IReadOnlyList<TextReading>? readings = null
    )
    {
        var content = new TextContent(texts) { Second = second };
        PieceTable[] tables = [.. (readings ?? [Reading(16)]).Select(reading => PieceTable.Of(reading, content))];
        return new TextSamples(
            "texts",
            content,
            tables,
            [.. tables.Select(table => table.Longest)],
            labels ?? [.. texts.Select((_, index) => index % 2)],
            ["no", "yes"]
        );
    }
}
