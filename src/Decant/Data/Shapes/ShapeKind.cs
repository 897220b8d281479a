namespace Decant.Data.Shapes;

/// <summary>The things in drawn pictures.</summary>
internal enum ShapeKind
{
    Disc,
    Square,
    Triangle,
    Ring,
    Cross,
}
