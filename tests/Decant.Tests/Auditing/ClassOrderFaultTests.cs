using Decant.Auditing;
using Decant.Engine.Randomness;

namespace Decant.Tests.Auditing;

public sealed class ClassOrderFaultTests
{
    private static readonly int[] s_rotated = [3, 4, 5, 6, 7, 8, 9, 0, 1, 2];
    private static readonly int[] s_swapped = [0, 1, 2, 4, 3, 5, 6, 7, 8, 9];

    [Fact]
    public void A_rotated_list_is_found_and_named()
    {
        var fault = ClassOrderFault.Of(Answers(s_rotated, noise: 6));

        Assert.Equal(s_rotated, fault!.Columns);
        Assert.True(fault.IsRotated);
        Assert.Equal("classes: [3, 4, 5, 6, 7, 8, 9, 0, 1, 2]", fault.Remedy(null));
    }

    // 80 % right is far from chance, and hides it.
    [Fact]
    public void Two_classes_that_changed_places_are_found()
    {
        var fault = ClassOrderFault.Of(Answers(s_swapped, noise: 6));

        Assert.Equal(s_swapped, fault!.Columns);
        Assert.False(fault.IsRotated);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(1000)]
    public void A_teacher_in_the_datas_order_is_not_accused_however_weak_it_is(double noise) =>
        Assert.Null(ClassOrderFault.Of(Answers([.. Enumerable.Range(0, 10)], noise)));

    // What a recipe says already is a list of columns; the remedy goes in its place.
    [Fact]
    public void The_remedy_takes_the_place_of_a_list_that_is_there() =>
        Assert.Equal("classes: [7, 5, 6]", new ClassOrderFault([2, 0, 1], 1, 0).Remedy(["5", "6", "7"]));

    // The column of class c is order[c]; a right answer is 5 above noise that is even on 0 to its size.
    private static LabelledAnswers Answers(int[] order, double noise)
    {
        int[] labels = [.. Enumerable.Range(0, 400).Select(n => n % 10)];
        var random = new RandomStream(3, "order");
        return new LabelledAnswers(
            [
                .. labels.SelectMany(label =>
                    Enumerable.Range(0, 10).Select(c => (c == order[label] ? 5 : 0) + (float)(noise * random.NextDouble()))
                ),
            ],
            labels,
            10
        );
    }
}
