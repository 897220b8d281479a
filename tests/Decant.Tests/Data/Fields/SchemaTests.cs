using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Tests.Data.Fields;

public sealed class SchemaTests
{
    [Fact]
    public void An_unknown_field_is_answered_with_the_nearest_and_all()
    {
        var schema = new Schema(Field.Image(1, 2, 2), Field.Label(["a", "b"]));
        Assert.Equal(
            "unknown field 'lable'; nearest: 'label'; known: image, label.",
            Assert.Throws<DecantException>(() => schema["lable"]).Message
        );
        Assert.Null(schema.Find("lable"));
    }

    [Fact]
    public void Two_fields_of_one_name_are_refused() =>
        Refused("two fields have the name 'label'", Field.Image(1, 2, 2), Field.Label([]), Field.Label(["a"]));

    [Fact]
    public void A_schema_without_an_input_is_refused() => Refused("expected at least one input", Field.Label(["a"]));

    [Fact]
    public void Only_the_first_axis_may_vary() =>
        Refused(
            "varies along another axis than its first",
            new Field("film", ElementType.Float32, [new("C", 3), FieldSize.UpTo("T", 9)], FieldRole.Input)
        );

    [Fact]
    public void Bytes_are_no_numbers_of_a_sample() =>
        Refused("expected Float32 or Int64", new Field("bytes", ElementType.UInt8, [new("D", 3)], FieldRole.Input));

    [Fact]
    public void Truth_is_padded_with_what_losses_leave_out_and_inputs_with_nothing()
    {
        Assert.Equal(-1, Field.Mask("mask", 2, 2, []).Padding);
        Assert.Equal(double.NaN, Field.Boxes("boxes", 3).Padding);
        Assert.Equal(0, Field.Image(1, 2, 2).Padding);
        Assert.Equal((12, 4), (Field.Boxes("boxes", 3).Count, Field.Boxes("boxes", 3).RowCount));
    }

    private static void Refused(string message, params Field[] fields) =>
        Assert.Contains(message, Assert.Throws<DecantException>(() => new Schema(fields)).Message, StringComparison.Ordinal);
}
