namespace Decant.Options;

/// <summary>An option that only a program can give, as an object; a recipe's file has the object's name.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
internal sealed class ProgramOption<T>(string key, string meaning, Func<T, string> name) : Option<T>(key, meaning, Presence<T>.Unset(""))
    where T : notnull
{
    public override string Kind => "an object of a program";

    internal override bool TryReadValue(WrittenNode node, OptionReading reading, out T? value)
    {
        value = default;
        reading.Report(
            node.Place,
            $"expected {Kind}, received {node.Describe()}: a file can only name it",
            $"Remove '{Key}', or run the recipe from the program that has the object."
        );
        return false;
    }

    internal override WrittenNode WriteValue(T value) => new WrittenScalar(name(value), default, IsQuoted: true);
}
