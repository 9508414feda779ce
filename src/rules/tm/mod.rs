//! Moving instances to another tenant (S0).

pub mod tm001_version_supported;
pub mod tm005_user_licences;
pub mod tm008_destination_instance;
pub mod tm013_cut_over_out_of_hours;
