namespace Decant.Data.Fields;

/// <summary>What a field of a sample is for.</summary>
public enum FieldRole
{
    /// <summary>Networks read it.</summary>
    Input,

    /// <summary>Networks learn it: losses and metrics compare answers with it.</summary>
    Truth,

    /// <summary>How much a sample counts.</summary>
    Weight,

    /// <summary>Whose sample it is, or when it was taken: what samples have in common that must not lie in two parts of the data.</summary>
    Identity,
}
