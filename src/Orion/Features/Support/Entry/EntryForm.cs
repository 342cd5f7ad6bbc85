namespace Orion.Features.Support.Entry;

/// <summary>What somebody of the console is about to enter; or, without an access, that the ticket is no longer good.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Access">What it opens; null for nothing.</param>
public sealed record EntryForm(string? Ticket, SupportRow? Access);

/// <summary>That the access is over, or was left.</summary>
/// <param name="Console">Where one came from.</param>
public sealed record SupportOver(string Console);
