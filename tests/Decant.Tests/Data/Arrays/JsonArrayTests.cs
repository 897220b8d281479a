using System.Text;
using Decant.Data.Arrays;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Tests.Data.Arrays;

public sealed class JsonArrayTests
{
    [Theory]
    [InlineData("[1, 2.5, -3e-2]", new[] { 3 }, new[] { 1, 2.5, -0.03 })]
    [InlineData("[[1, 2], [3, 4], [5, 6]]", new[] { 3, 2 }, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("[[[1]], [[2]]]", new[] { 2, 1, 1 }, new double[] { 1, 2 })]
    [InlineData("[]", new[] { 0 }, new double[0])]
    [InlineData("[[], []]", new[] { 2, 0 }, new double[0])]
    public void Lists_in_lists_are_axes(string text, int[] sizes, double[] numbers)
    {
        var array = Read(text);

        Assert.Equal(sizes, array.Dimensions);
        Assert.Equal(numbers, array.Span<double>());
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit()
    {
        double[] numbers = [0.1, 1.0 / 3, -1e300, 5e-324, 0, 7];
        using var array = Tensor.From<double>(numbers, 1, 3, 2);
        var again = JsonArray.Read(JsonArray.Bytes(array), "again.json");

        Assert.Equal([1, 3, 2], again.Dimensions);
        Assert.Equal(numbers, again.Span<double>());
    }

    [Theory]
    [InlineData("[[1, 2], [3]]", "received 1 elements at [1], where others hold 2")]
    [InlineData("[[1, 2], 3]", "received a number at [1]")]
    [InlineData("[1, [2]]", "received a list at [1]")]
    [InlineData("[[1], [[2]]]", "received a list at [1, 0]")]
    [InlineData("[[], [[]]]", "received a list at [1, 0]")]
    [InlineData("[1, \"2\"]", "received a text at [1]")]
    [InlineData("[1, null]", "received null at [1]")]
    [InlineData("{\"a\": [1]}", "received an object")]
    [InlineData("3", "received one number")]
    [InlineData("[1, NaN]", "this is not valid JSON")]
    [InlineData("[1, 2", "this is not valid JSON")]
    [InlineData("[1] [2]", "this is not valid JSON")]
    [InlineData("", "this is not valid JSON")]
    public void What_is_no_array_of_numbers_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => Read(text)).Message);

    private static Tensor Read(string text) => JsonArray.Read(Encoding.UTF8.GetBytes(text), "array.json");
}
