namespace Decant.Data.Sources;

/// <summary>How texts are written down.</summary>
internal enum TextForm
{
    /// <summary>Cells between tabs, a line for each text; quotation marks are letters like any other.</summary>
    Tsv,

    /// <summary>Cells between commas or semicolons, which may be quoted.</summary>
    Csv,

    /// <summary>An object of JSON in each line.</summary>
    Jsonl,

    /// <summary>Columns of a Parquet file.</summary>
    Parquet,

    /// <summary>A text in each line, and nothing else.</summary>
    Lines,
}
