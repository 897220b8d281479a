using System.Text;
using Decant.Data.Arrays;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Arrays;

public sealed class CsvArrayTests
{
    [Theory]
    [InlineData("1,2\n3,4\n", 2, 2)]
    [InlineData("1, 2\r\n3, 4\r\n\r\n", 2, 2)]
    [InlineData("1;2\n3;4", 2, 2)]
    [InlineData("\ufeff1\t2\n3\t4", 2, 2)]
    [InlineData("1\n2\n3\n4\n", 4, 1)]
    public void Every_line_is_a_row(string text, int rows, int columns)
    {
        var array = CsvArray.Read(Encoding.UTF8.GetBytes(text), "array.csv");

        Assert.Equal([rows, columns], array.Dimensions);
        Assert.Equal([1.0, 2, 3, 4], array.Span<double>());
    }

    [Theory]
    [InlineData("1,2\n3\n", "line 2: expected 2 numbers as in the first line, received 1")]
    [InlineData("a,b\n1,2\n", "line 1, column 1: expected a number, received 'a'. Leave a heading out")]
    [InlineData("1,2\n3,\n", "line 2, column 2: expected a number, received ''")]
    [InlineData("1,2\n\n3,4\n", "line 2: expected 2 numbers as in the first line, received 1")]
    [InlineData("", "line 1, column 1: expected a number")]
    public void What_is_no_table_of_numbers_is_refused_with_line_and_column(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => CsvArray.Read(Encoding.UTF8.GetBytes(text), "array.csv")).Message);

    [Theory]
    [InlineData("gradient.npy")]
    [InlineData("gradient.json")]
    [InlineData("gradient.csv")]
    public void Every_form_gives_back_what_was_written(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "new", name);
        double[] numbers = [0.1, 1.0 / 3, -1e300, 5e-324, 0, 7];
        ArrayFile.Write(path, Tensor.From<double>(numbers, 3, 2));
        var again = ArrayFile.Read(path);

        Assert.Equal([3, 2], again.Dimensions);
        Assert.Equal(numbers, again.Span<double>());
    }

    [Fact]
    public void Rows_cannot_hold_three_axes()
    {
        using var folder = new TemporaryFolder();
        var problem = Assert.Throws<DecantException>(() =>
            ArrayFile.Write(Path.Combine(folder.Path, "a.csv"), new Tensor(ElementType.Float64, 2, 2, 2))
        );

        Assert.Contains("at most two axes, received 3", problem.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_name_without_a_known_end_and_a_file_that_is_missing_are_refused()
    {
        Assert.Contains("ends in .npy, .json or .csv", Assert.Throws<DecantException>(() => ArrayFile.Read("logits.pt")).Message);
        Assert.Contains(
            "there is no such file",
            Assert.Throws<DecantException>(() => ArrayFile.Read(Path.Combine("nowhere", "logits.npy"))).Message
        );
    }
}
