using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators;

public sealed class WindowTests
{
    [Theory]
    [InlineData(7, 3, 2, 1, 0, 0, false, 3)]
    [InlineData(8, 3, 2, 1, 0, 0, false, 3)]
    [InlineData(8, 3, 2, 1, 0, 0, true, 4)]
    [InlineData(8, 3, 2, 1, 1, 1, true, 5)]
    [InlineData(3, 1, 3, 1, 0, 1, true, 1)]
    [InlineData(7, 3, 1, 2, 0, 0, false, 3)]
    public void The_number_of_windows_along_each_axis_is_the_formulas(
        int size,
        int kernel,
        int stride,
        int dilation,
        int begin,
        int end,
        bool ceiling,
        int expected
    )
    {
        // The other axis has one window of one element.
        var rows = new Window(kernel, 1, stride, 1, begin, 0, end, 0, dilation, 1, ceiling);
        var columns = new Window(1, kernel, 1, stride, 0, begin, 0, end, 1, dilation, ceiling);

        Assert.Equal((expected, 1), rows.Output(new Shape(1, 1, size, 1), "test"));
        Assert.Equal((1, expected), columns.Output(new Shape(1, 1, 1, size), "test"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_window_that_does_not_fit_is_refused(bool ceiling) =>
        Assert.Contains(
            "larger than the image",
            Assert.Throws<DecantException>(() => new Window(3, 1, CeilMode: ceiling).Output(new Shape(1, 1, 2, 1), "test")).Message,
            StringComparison.Ordinal
        );
}
