package dev.glissade.optimizers.spi;

import java.util.List;
import java.util.Optional;

/// What a lookup found: the providers that can be used, and those that cannot, each with its place.
///
/// @param found  by kind, then in alphabetical order of their names, then of their places; two may have the same name
/// @param broken in the order they were met
public record Discovery(List<Found> found, List<Broken> broken) {

    /// Copies the lists.
    public Discovery {
        found = List.copyOf(found);
        broken = List.copyOf(broken);
    }

    /// Those of one kind.
    public List<Found> found(ProviderKind kind) {
        return found.stream().filter(one -> one.kind() == kind).toList();
    }

    /// A provider that can be used.
    ///
    /// @param kind        what it is
    /// @param description what it declares
    /// @param provider    the provider itself
    /// @param version     of its module, or of its jar's manifest, where one is stated
    /// @param location    the jar or folder its class comes from
    public record Found(
            ProviderKind kind,
            Description description,
            NamedProvider provider,
            Optional<String> version,
            String location) {

        /// The name it is asked for by.
        public String name() {
            return description.name();
        }

        /// The name of the provider's class.
        public String providerClass() {
            return provider.getClass().getName();
        }

        String place() {
            return providerClass() + " (" + location + ")";
        }
    }

    /// A provider, or a jar, that cannot be used.
    ///
    /// @param subject  the provider's class where it is known, else the jar, else the place that was searched
    /// @param location where it lies
    /// @param reason   what is wrong with it, one line
    public record Broken(String subject, String location, String reason) {

        /// One line for people.
        public String message() {
            String place = location.equals(subject) ? "" : " (" + location + ")";
            return subject + place + " cannot be used: " + reason;
        }
    }
}
