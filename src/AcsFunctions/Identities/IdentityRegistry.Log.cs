using AcsFunctions.Acs;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Identity created for user {User}")]
        public static partial void IdentityCreated(ILogger logger, UserKey user);

        [LoggerMessage(1002, LogLevel.Warning, "Identity table unreadable for user {User}")]
        public static partial void StoreUnreadable(ILogger logger, UserKey user, Exception exception);

        // The id is named because this line is the only place where it can still be found.
        [LoggerMessage(1003, LogLevel.Critical, "Identity {CommunicationUserId} of user {User} may be recorded nowhere: neither its claim nor its pending deletion could be confirmed")]
        public static partial void IdentityUnrecorded(ILogger logger, UserKey user, string communicationUserId);

        [LoggerMessage(1004, LogLevel.Error, "ACS does not know the identity mapped for user {User}; policy: {Policy}")]
        public static partial void IdentityMissingAtAcs(ILogger logger, UserKey user, MissingIdentityPolicy policy);

        [LoggerMessage(1005, LogLevel.Warning, "ACS has not yet carried out a pending action of user {User}: {Kind}")]
        public static partial void StillPending(ILogger logger, UserKey user, AcsRefusalKind kind);

        [LoggerMessage(1007, LogLevel.Information, "Identity adopted for user {User}")]
        public static partial void IdentityAdopted(ILogger logger, UserKey user);

        [LoggerMessage(1008, LogLevel.Warning, "The index of identities is unreadable")]
        public static partial void IndexUnreadable(ILogger logger, Exception exception);

        [LoggerMessage(1006, LogLevel.Information, "Identity of user {User} {What} at ACS")]
        public static partial void Finished(ILogger logger, UserKey user, string what);
    }
}
