using Decant.Data.Augmentations;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Data.Texts;
using Decant.Tests.Data.Sources;
using Decant.Tokenizers;

namespace Decant.Tests.Data.Texts;

/// <summary>Texts with tokenizers that are in use.</summary>
public sealed class RealTokenizerTests
{
    // The numbers of BERT's uncased vocabulary.
    private const long Cls = 101,
        Sep = 102,
        Mask = 103;

    [Fact]
    public void A_hidden_word_is_berts_mask_and_the_student_has_its_own()
    {
        var samples = Samples();
        var change = Augmentation.From(new Dictionary<string, double> { ["mask-words"] = 0.4 })!;
        using var sample = new Sample(samples.Schema.Fields);
        var hidden = 0;
        for (var index = 0; index < 50; index++)
        {
            var words = samples.Texts!.Of([index])[0].Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var before = OpenedTexts.Numbers(samples, index, "teacher.input_ids");
            sample.Clear();
            change.Prepare(1, index, 0, sample);
            samples.Read(index, sample);
            var (own, teacher) = (sample.Numbers<long>("input_ids").ToArray(), sample.Numbers<long>("teacher.input_ids").ToArray());
            var special = samples.Texts.Student.Tokenizer.Special;
            Assert.Equal((Cls, Sep), (teacher[0], teacher[^1]));
            Assert.Equal((special.Begin, special.End), ((int)own[0], (int)own[^1]));
            Assert.Equal(teacher.Count(id => id == Mask), own.Count(id => id == special.Mask));
            Assert.True(before.Length >= teacher.Length || words.Length > 0);
            hidden += teacher.Count(id => id == Mask);
        }

        Assert.InRange(hidden, 200, 1000); // two fifths of about 1,000 words
    }

    [Fact]
    public void A_vocabulary_of_the_training_texts_cuts_them_without_unknown_pieces()
    {
        var samples = Samples();
        var tokenizer = samples.Texts!.Student.Tokenizer;
        Assert.Equal(2000, tokenizer.VocabularySize);
        for (var index = 0; index < 500; index++)
        {
            var ids = OpenedTexts.Numbers(samples, index, "input_ids");
            Assert.DoesNotContain((long)tokenizer.Special.Unknown!.Value, ids);
            Assert.Equal(samples.Texts[index].Text.Replace(" ", ""), tokenizer.Decode([.. ids.Select(id => (int)id)]).Replace(" ", ""));
        }
    }

    private static Decant.Data.Dataset Samples()
    {
        var root = RealData.RootWith("sst2");
        var bert = TokenizerFile.Read(Path.Combine(RealData.RootWith("tokenizers"), "tokenizers", "bert-base-uncased"));
        return DataSources
            .Open(
                "text",
                new Dictionary<string, string> { ["path"] = Path.Combine(root, "sst2", "dev.tsv"), ["vocabulary"] = "2000" },
                ".",
                teacher: new TeacherTexts(bert, 512)
            )
            .Train;
    }
}
