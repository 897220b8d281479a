using Decant.Data;
using Decant.Engine;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Texts;

public sealed class ConllSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Ann\tB-per\nLee\tI-per\nis\tO\n\t\nin\tO\nRome\tB-loc\n\nno\tO\n")]
    [InlineData("-DOCSTART- -X- O O\n\nAnn NNP B-NP B-per\nLee NNP I-NP I-per\nis VB O O\n\n\nin IN O O\nRome NNP B-NP B-loc\n\nno UH O O")]
    [InlineData("Ann B-per\r\nLee E-per\r\nis O\r\n\r\nin O\r\nRome S-loc\r\n\r\nno O\r\n")]
    public void Words_and_tags_become_pieces_with_the_tag_at_each_words_first(string content)
    {
        var whole = OpenedTexts.Parts("conll", _folder.WriteText("t.conll", content)).Train;
        Assert.Equal(["Ann Lee is", "in Rome", "no"], OpenedTexts.Texts(whole));
        Assert.Equal(["O", "B-loc", "I-loc", "B-per", "I-per"], whole.Schema["tags"].Names);
        Assert.Equal(OpenedTexts.Letters.Ids("Ann Lee is"), OpenedTexts.Numbers(whole, 0, "input_ids"));
        Assert.Equal([-1L, 3, -1, -1, 4, -1, -1, 0, -1, -1], OpenedTexts.Numbers(whole, 0, "tags"));
        Assert.Equal([-1L, 0, -1, 1, -1, -1, -1, -1], OpenedTexts.Numbers(whole, 1, "tags"));
        Assert.Equal(["Ann", "Lee", "is"], whole.Texts![0].Words);
        Assert.Equal(-1, whole.Schema["tags"].Padding);
    }

    [Fact]
    public void What_is_wrong_is_said_at_once_with_its_lines()
    {
        var message = Assert.Throws<DecantException>(() => Open(_folder.WriteText("t.conll", "Ann\tB-per\nLee\nis\tX\n\nin\tO\n"))).Message;
        Assert.Contains("line 2: expected a word, a tab or blank, and its tag, received 'Lee'", message);
        Assert.Contains("line 3: expected O, or B- or I- and a kind such as B-person, received 'X'", message);
        var test = _folder.WriteText("test.conll", "in\tO\nRome\tB-lok\n\nAnn\tB-per\n");
        message = Assert
            .Throws<DecantException>(() => Open(_folder.WriteText("t.conll", "Ann\tB-per\n\nRome\tB-loc\n\nx\tO\n"), ("test-file", test)))
            .Message;
        Assert.Contains("line 2: unknown tag 'B-lok'; nearest: 'B-loc'", message);
    }

    [Fact]
    public void Words_without_tags_serve_where_no_one_asks_for_them()
    {
        var path = _folder.WriteText("t.conll", "Ann\nLee\n\nRome\n");
        var data = OpenedTexts.Open("conll", path, new(OpenedTexts.Letters), isUnlabelled: true, ("tokenizer", "teacher"));
        Assert.Null(data.Train.Schema.Find("tags"));
    }

    [Fact]
    public void Wnut17_has_the_sizes_of_its_paper()
    {
        var root = Path.Combine(RealData.RootWith("wnut17"), "wnut17");
        var data = Open(
            Path.Combine(root, "wnut17train.conll"),
            ("validation-file", Path.Combine(root, "emerging.dev.conll")),
            ("test-file", Path.Combine(root, "emerging.test.annotated"))
        );
        // Derczynski et al. 2017, table 2: 3,394 posts of 62,730 tokens in training, 1,287 of test.
        Assert.Equal((3394, 1287), (data.Train.Count, data.Test.Count));
        Assert.Equal(62_730, Enumerable.Range(0, data.Train.Count).Sum(index => data.Train.Texts![index].Words!.Count));
        Assert.Equal(13, data.Train.Schema["tags"].Names.Count);
    }

    private static DataSplits Open(string path, params (string, string)[] options) => OpenedTexts.Open("conll", path, options);
}
