using System.Text;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

/// <summary>What a file is follows from its content; what no source reads is named with the way out.</summary>
public sealed class RecognisedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "t.parquet",
        "PAR1....",
        "this is Parquet, which is read where it holds texts (source: text), and not as a table of numbers"
    )]
    [InlineData("t.csv", "PAR1....", "this is Parquet")]
    [InlineData("t.xlsx", "PK..rest", "an Excel file, which is no table: export the table as CSV")]
    [InlineData("t.wav", "RIFF0000WAVEfmt ", "this is sound (WAV)")]
    [InlineData("t.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "this is JSON")]
    [InlineData("t.prose", "It was a dark and stormy night\nin the town of nowhere\n", "this is text. A text in each line is read with")]
    [InlineData("t.arff", "@relation flowers\n@data\n1,2,a\n", "this is ARFF")]
    [InlineData("t.html", "<html>no</html>", "this is a web page")]
    [InlineData("t.dat", "1 0.5 3\n2 0.25 3\n3 4 4\n4 5 6\n", "a table of numbers with spaces between its cells")]
    [InlineData("t.any", "", "the file is empty")]
    public void A_file_that_no_source_reads_is_named_with_the_way_out(string name, string content, string words)
    {
        var path = _folder.Write(name, Encoding.Latin1.GetBytes(content));
        Assert.Contains(words, Assert.Throws<DecantException>(() => Recognised(path)).Message);
    }

    [Fact]
    public void A_folder_of_recordings_boxes_or_tables_is_named()
    {
        _folder.Write("sounds/a/1.wav", 1);
        Assert.Contains(
            "this is sound (recordings)",
            Assert.Throws<DecantException>(() => DataSources.Recognise(Path.Combine(_folder.Path, "sounds"))).Message
        );
        _folder.WriteText("sensors/1.csv", "1");
        _folder.WriteText("sensors/2.csv", "1");
        Assert.Contains(
            "perhaps one recording of sensors",
            Assert.Throws<DecantException>(() => DataSources.Recognise(Path.Combine(_folder.Path, "sensors"))).Message
        );
    }

    [Theory]
    [InlineData("t.txt", "a;b;kind\n1;\"x;y\";r\n2;z;s\n3;z;s\n4;z;r\n5;z;r\n6;z;s\n")]
    [InlineData("t.data", "1.5,2,a\n2.5,3,b\n2.5,3,b\n1.5,2,a\n1.5,2,a\n2.5,3,b\n")]
    [InlineData("table", "a\tkind\n1\tx\n2\ty\n3\ty\n4\tx\n5\tx\n6\ty\n")]
    public void A_table_is_recognised_by_its_content(string name, string text) =>
        Assert.Equal("csv", Recognised(_folder.WriteText(name, text)).Source);

    [Theory]
    [InlineData("a.tsv", "it was a very good film\t1\nnot at all what I like\t0\na joy from the first minute\t1\n")]
    [InlineData("a.csv", "label,review\npos,\"it was good, and then it ended\"\nneg,\"it was bad, \"\"really\"\" bad\nand long\"\n")]
    [InlineData("a.jsonl", "{\"q\": \"who is the king of spain\", \"n\": 1}\n{\"q\": \"what is the largest sea\", \"n\": 2}\n")]
    [InlineData("a.txt", "It was a dark and stormy night\nin the town of nowhere\n")]
    [InlineData("train.en", "Two young, white males are outside.\nSeveral men are operating a giant pulley.\n")]
    public void Texts_are_recognised_by_a_column_that_is_clearly_text(string name, string text) =>
        Assert.Equal("text", DataSources.Recognise(_folder.WriteText(name, text)).Source);

    [Theory]
    [InlineData("a.conll", "Ann\tB-per\n\nno\tO\n", "conll")]
    [InlineData("a.annotated", "Ann B-per\nLee I-per\n\nno O\n", "conll")]
    [InlineData("a.csv", "name,age,job,kind\nAnn,31,clerk,a\nBob,52,cook,b\nEve,44,judge,a\nAl,18,none,b\n", "csv")]
    [InlineData("b.csv", "note,x,y,z,kind\none two three four,1.25,2.125,3.625,a\nfive two three four,1.25,2.125,3.625,b\n", "csv")]
    public void Words_with_tags_are_recognised_and_tables_stay_tables(string name, string text, string source) =>
        Assert.Equal(source, DataSources.Recognise(_folder.WriteText(name, text)).Source);

    [Fact]
    public void A_folder_of_texts_is_recognised_by_its_parts_or_its_class_folders()
    {
        _folder.WriteText("parts/train.tsv", "it was a very good film\t1\nnot at all what I like\t0\n");
        _folder.WriteText("parts/dev.tsv", "fine\t1\n");
        _folder.WriteText("parts/test.tsv", "fine\t1\n");
        var (source, options) = DataSources.Recognise(Path.Combine(_folder.Path, "parts"));
        Assert.Equal("text", source);
        Assert.Equal(["path", "test-file", "validation-file"], options.Keys.Order(StringComparer.Ordinal));
        _folder.WriteText("classes/pos/1.txt", "good");
        _folder.WriteText("classes/neg/1.txt", "bad");
        Assert.Equal("text", DataSources.Recognise(Path.Combine(_folder.Path, "classes")).Source);
    }

    private static (string Source, IReadOnlyDictionary<string, string> Options) Recognised(string path)
    {
        var found = DataSources.Recognise(path);
        DataSources.Open(found.Source, found.Options.Concat([new("test", "0.4"), new("validation", "0.4")]).ToDictionary(), ".");
        return found;
    }
}
