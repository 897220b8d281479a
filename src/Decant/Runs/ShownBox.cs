namespace Decant.Runs;

/// <summary>A box in a picture, in pixels of the sample.</summary>
/// <param name="Class">Its class, from 0.</param>
/// <param name="Score">How sure whoever found it is, 0 to 1; 1 for the truth.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Right">Its right edge.</param>
/// <param name="Bottom">Its lower edge.</param>
internal readonly record struct ShownBox(int Class, double Score, double Left, double Top, double Right, double Bottom);
