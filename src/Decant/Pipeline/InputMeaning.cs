using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Students;

namespace Decant.Pipeline;

/// <summary>What the numbers of a network's inputs are, for a reader of its file or of the report.</summary>
internal static class InputMeaning
{
    /// <summary>The meaning of one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="schema">The fields of the samples.</param>
    public static string Of(Value input, Schema schema)
    {
        if (input.Name == Network.Input && schema.Find(input.Name) is null)
        {
            return Of(schema.Inputs[0]);
        }

        foreach (var field in schema.Inputs)
        {
            if (input.Name == field.Name)
            {
                return Of(field);
            }

            if (input.Name == Batch.LengthName(field.Name) || input.Name == Batch.MaskName(field.Name))
            {
                return input.Name == Batch.LengthName(field.Name)
                    ? $"the length of '{field.Name}' in each sample"
                    : $"1 where a sample has a place in '{field.Name}', 0 after its end";
            }
        }

        return "";
    }

    private static string Of(Field field) =>
        field.Meaning.Length > 0 ? field.Meaning
        : field.Geometry == FieldGeometry.Pixels ? "pixels, 0 (black) to 1 (white)"
        : field.Type == ElementType.Float32 ? "raw columns"
        : "whole numbers";
}
