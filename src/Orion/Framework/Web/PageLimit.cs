namespace Orion.Framework.Web;

/// <summary>How many rows a page of a list has: the same bounds, and the same refusals, for every list.</summary>
public static class PageLimit
{
    /// <summary>The most rows of a page.</summary>
    public const int Most = 250;

    /// <summary>A cursor that this list didn't give out.</summary>
    public static Refusal ForeignCursor => Refusal.Invalid("cursor", "This isn't a cursor of this list.");

    /// <summary>422 at <c>limit</c> where more or fewer rows are asked for than a page has; null where that is right.</summary>
    public static Refusal? Check(int? limit) => limit is < 1 or > Most ? Refusal.Invalid("limit", $"Enter a number from 1 to {Most}.") : null;
}
