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
    [InlineData("t.parquet", "PAR1....", "this is Parquet, which is not read: export the table as CSV")]
    [InlineData("t.csv", "PAR1....", "this is Parquet")]
    [InlineData("t.xlsx", "PK..rest", "an Excel file, which is no table: export the table as CSV")]
    [InlineData("t.wav", "RIFF0000WAVEfmt ", "this is sound (WAV)")]
    [InlineData("t.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "this is JSON")]
    [InlineData("t.txt", "It was a dark and stormy night\nin the town of nowhere\n", "this is text, and Decant has no task for it yet")]
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

    private static (string Source, IReadOnlyDictionary<string, string> Options) Recognised(string path)
    {
        var found = DataSources.Recognise(path);
        DataSources.Open(found.Source, found.Options.Concat([new("test", "0.4"), new("validation", "0.4")]).ToDictionary(), ".");
        return found;
    }
}
