using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Fields;

/// <summary>The fields that every sample of a data set has.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, Field> _byName;

    /// <summary>Fields of different names.</summary>
    /// <param name="fields">In the order in which networks and reports name them; one input or more.</param>
    /// <exception cref="DecantException">Two have one name, none is an input, one holds other numbers than Float32 and Int64, or samples
    /// differ along an axis other than a field's first.</exception>
    public Schema(params IReadOnlyList<Field> fields)
    {
        Fields = fields;
        Inputs = [.. fields.Where(one => one.Role == FieldRole.Input)];
        _byName = [];
        foreach (var one in fields)
        {
            if (!_byName.TryAdd(one.Name, one))
            {
                throw new DecantException($"Schema: two fields have the name '{one.Name}'. Give every field a name of its own.");
            }

            if (one.Type is not (ElementType.Float32 or ElementType.Int64))
            {
                throw new DecantException(
                    $"Schema: expected Float32 or Int64, received field '{one}'. Bytes become numbers when a sample is read."
                );
            }

            if (one.Shape.Skip(1).Any(size => size.Varies))
            {
                throw new DecantException(
                    $"Schema: field '{one}' varies along another axis than its first. Put the axis that varies "
                        + $"first, or give the size a number."
                );
            }
        }

        if (Inputs.Count == 0)
        {
            throw new DecantException(
                $"Schema: expected at least one input, received "
                    + $"{(fields.Count == 0 ? "no field" : string.Join("; ", fields))}. Give what a network reads the role "
                    + $"Input."
            );
        }
    }

    /// <summary>All fields.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>What networks read.</summary>
    public IReadOnlyList<Field> Inputs { get; }

    /// <summary>A field by its name.</summary>
    /// <exception cref="DecantException">There is none of this name; the message has the nearest and all that there are.</exception>
    public Field this[string name] =>
        Find(name) ?? throw new DecantException($"{NearestName.Explain("field", name, Fields.Select(one => one.Name))}.");

    /// <summary>A field by its name; null where there is none.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The field that holds a target set; null where none does.</summary>
    public Field? Find(TargetSet set) => Fields.FirstOrDefault(one => one.Targets == set);
}
