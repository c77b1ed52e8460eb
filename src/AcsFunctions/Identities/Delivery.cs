namespace AcsFunctions.Identities;

/// <summary>How often a write may be put on the wire.</summary>
public enum Delivery
{
    /// <summary>Re-sent when the outcome is unknown: for writes that do no harm a second time, where a conflict may be with our own first attempt.</summary>
    Repeated,

    /// <summary>Sent once, so that a conflict is certainly with another writer. Needed where a late second landing would undo someone's work.</summary>
    Once,
}
