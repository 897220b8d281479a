using Decant.Engine.Graphs;
using Decant.Engine.Onnx;

namespace Decant.Engine.Tests.Onnx;

public class DimensionTextTests
{
    [Theory]
    [InlineData("N", 1, "N")]
    [InlineData("batch_size", 1, "batch_size")]
    [InlineData("12*N", 12, "N")]
    [InlineData("T * 2 * N * 3", 6, "N·T")]
    [InlineData("N*N", 1, "N·N")]
    [InlineData("0*N", 0, "N")]
    public void A_product_of_names_is_understood(string text, long factor, string names) =>
        Assert.Equal(new Dimension(factor, names), DimensionText.Read(text));

    [Theory]
    [InlineData("floor(H/2) + 1")]
    [InlineData("2*(N+1)")]
    [InlineData("*")]
    [InlineData("12")]
    [InlineData("?")]
    public void Any_other_text_is_a_name_of_its_own(string text)
    {
        Assert.Equal(new Dimension(text), DimensionText.Read(text));
        Assert.Equal(text, DimensionText.Write(DimensionText.Read(text)));
    }

    [Theory]
    [InlineData(1, "N")]
    [InlineData(12, "N")]
    [InlineData(7, "N·N·T")]
    public void What_is_written_is_read_again(long factor, string names) =>
        Assert.Equal(new Dimension(factor, names), DimensionText.Read(DimensionText.Write(new Dimension(factor, names))));

    [Fact]
    public void A_name_without_end_is_refused() => Assert.Throws<DecantException>(() => DimensionText.Read(new string('N', 2000)));
}
