"""Names from many parts of the world, written for this project, to swap into training sentences."""

# ruff: noqa: E501 (word lists are read as words)

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

LOCATIONS = tuple(
    """
    Tripoli;Benghazi;Misrata;Sirte;Derna;Tobruk;Sabha;Zawiya;Ajdabiya;Ras Lanuf;Bani Walid;Tarhuna;Aleppo;Homs;Hama;
    Idlib;Raqqa;Palmyra;Latakia;Damascus;Daraa;Deir ez-Zor;Kobani;Afrin;al-Bab;Manbij;Qamishli;Douma;Mosul;Baghdad;
    Basra;Kirkuk;Fallujah;Ramadi;Tikrit;Samarra;Tal Afar;Sinjar;Erbil;Najaf;Karbala;al-Qaim;Sanaa;Aden;Taiz;Hodeidah;
    Marib;al-Mukalla;Saada;Ibb;Kabul;Kandahar;Kunduz;Ghazni;Helmand;Lashkar Gah;Jalalabad;Herat;Mazar-i-Sharif;
    Peshawar;Quetta;Karachi;Lahore;Swat;North Waziristan;Islamabad;Kashmir;Srinagar;Pulwama;Mogadishu;Kismayo;Baidoa;
    Beledweyne;Galkayo;Hargeisa;Bosaso;Juba;Malakal;Bentiu;Bor;Wau;Khartoum;Omdurman;El Fasher;Nyala;El Geneina;
    Port Sudan;Darfur;South Kordofan;Blue Nile;Addis Ababa;Mekelle;Gondar;Lalibela;Tigray;Amhara;Oromia;Afar;Asmara;
    Maiduguri;Bama;Gwoza;Chibok;Dikwa;Damaturu;Kano;Kaduna;Jos;Zamfara;Borno;Yobe;Adamawa;Diffa;Bosso;N'Djamena;
    Lake Chad;Bamako;Gao;Kidal;Timbuktu;Mopti;Menaka;Segou;Ouagadougou;Djibo;Dori;Niamey;Tillaberi;Agadez;Bangui;
    Bambari;Bria;Bangassou;Goma;Bukavu;Beni;Butembo;Bunia;Ituri;North Kivu;South Kivu;Rutshuru;Masisi;Kinshasa;
    Kananga;Kasai;Bujumbura;Kigali;Kampala;Gulu;Nairobi;Garissa;Lamu;Mandera;Dar es Salaam;Pemba;Palma;Cabo Delgado;
    Mocimboa da Praia;Macomia;Maputo;Bogota;Medellin;Cali;Arauca;Cauca;Tumaco;Catatumbo;Caracas;Apure;Lima;Ayacucho;
    San Salvador;Guatemala City;Managua;Culiacan;Ciudad Juarez;Reynosa;Guerrero;Michoacan;Kyiv;Kharkiv;Donetsk;
    Luhansk;Mariupol;Bakhmut;Avdiivka;Kherson;Zaporizhzhia;Odesa;Lviv;Chernihiv;Sumy;Sloviansk;Kramatorsk;Izium;
    Severodonetsk;Crimea;Sevastopol;Debaltseve;Grozny;Makhachkala;Tskhinvali;Sukhumi;Stepanakert;Shusha;Lachin;
    Nagorno-Karabakh;Yerevan;Baku;Tbilisi;Gaza City;Rafah;Khan Younis;Jabalia;Deir al-Balah;Jenin;Nablus;Hebron;
    Ramallah;Tulkarm;Jerusalem;Tel Aviv;Ashkelon;Haifa;Beirut;Tyre;Sidon;Baalbek;Ain al-Hilweh;Nabatieh;Arsal;
    the Bekaa Valley;Amman;Cairo;Sinai;al-Arish;Sheikh Zuweid;Rafah;Suez;Alexandria;Tunis;Kasserine;Algiers;Rabat;
    Laayoune;Ankara;Diyarbakir;Cizre;Hakkari;Sirnak;Istanbul;Tehran;Isfahan;Zahedan;Yangon;Mandalay;Naypyidaw;Sittwe;
    Myitkyina;Lashio;Rakhine;Kachin;Shan State;Chin State;Maungdaw;Cox's Bazar;Colombo;Jaffna;Kilinochchi;Batticaloa;
    Mullaitivu;Trincomalee;Kathmandu;Imphal;Manipur;Bastar;Dantewada;Sukma;Gadchiroli;Jharkhand;Manila;Marawi;Jolo;
    Basilan;Cotabato;Zamboanga;Mindanao;Maguindanao;Jakarta;Aceh;Papua;Wamena;Poso;Ambon;Dili;Port Moresby;Bougainville;
    Pattani;Yala;Narathiwat;Bangkok;Phnom Penh;Hanoi;Sarajevo;Srebrenica;Mostar;Tuzla;Pristina;Mitrovica;Vukovar;
    Belgrade;Zagreb;Skopje;Belfast;Londonderry;Bilbao;Libya;Syria;Iraq;Yemen;Somalia;Sudan;South Sudan;Ethiopia;
    Eritrea;Nigeria;Niger;Chad;Mali;Burkina Faso;Cameroon;Central African Republic;Burundi;Rwanda;Uganda;Kenya;
    Mozambique;Angola;Colombia;Venezuela;Mexico;Peru;Ukraine;Russia;Georgia;Armenia;Azerbaijan;Israel;Lebanon;Jordan;
    Egypt;Tunisia;Algeria;Morocco;Western Sahara;Turkey;Iran;Afghanistan;Pakistan;India;Bangladesh;Myanmar;Sri Lanka;
    Nepal;Thailand;Philippines;Indonesia;East Timor;Bosnia;Kosovo;Serbia;Croatia;Chechnya;Dagestan;Abkhazia;
    Qanfouda;Ganfouda;Souq al-Hout;al-Sabri;Bin Jawad;Brega;al-Jufra;Hun;Kufra;Murzuq;Ghat;Zuwara;Sabratha;Gharyan;
    al-Watiya;Mitiga;Ain Zara;Wadi al-Rabi;Abu Salim;Khallat al-Furjan;Salah al-Din;Tajoura;al-Hawari;Bou Atni;
    al-Laithi;Guwarsha;Ard al-Lawad;al-Fataih;Euphrates;Tigris;the Golan Heights;the West Bank;the Gaza Strip;Donbas
    """.replace("\n", "").split(";")
)
LOCATIONS = tuple(place.strip().removeprefix("the ") for place in LOCATIONS if place.strip())

ORGANISATIONS = tuple(
    name.strip()
    for name in """
    Libyan National Army;Government of National Accord;Government of National Unity;House of Representatives;
    Presidential Council;Libya Dawn;Operation Dignity;Ansar al-Sharia;Islamic State;Islamic State Group;ISIS;ISIL;
    Daesh;al-Qaeda;Jabhat al-Nusra;Hayat Tahrir al-Sham;Ahrar al-Sham;Jaysh al-Islam;Free Syrian Army;
    Syrian Democratic Forces;SDF;YPG;PKK;Syrian Arab Army;Syrian Observatory for Human Rights;White Helmets;Hezbollah;
    Hamas;Islamic Jihad;Fatah;IDF;Shin Bet;Badr Organization;Asaib Ahl al-Haq;Kataib Hezbollah;Popular Mobilization Forces;
    Peshmerga;Iraqi Security Forces;Counter Terrorism Service;Saudi Press Agency;Ansar Allah;Southern Transitional Council;
    Giants Brigade;Security Belt Forces;Taliban;Haqqani Network;Tehrik-i-Taliban Pakistan;Jundallah;Lashkar-e-Taiba;
    Jaish-e-Mohammed;Hizbul Mujahideen;Al-Shabaab;AMISOM;Somali National Army;Puntland Security Force;Boko Haram;ISWAP;
    Multinational Joint Task Force;Civilian Joint Task Force;JNIM;MINUSMA;Barkhane;Wagner Group;Wagner;Africa Corps;
    Seleka;Anti-Balaka;FPRC;MINUSCA;M23;ADF;FDLR;CODECO;MONUSCO;FARDC;Rapid Support Forces;RSF;Sudanese Armed Forces;
    Justice and Equality Movement;SPLA;SPLM-IO;White Army;TPLF;Fano;Oromo Liberation Army;ENDF;Lord's Resistance Army;
    LRA;FRELIMO;RENAMO;FARC;ELN;AUC;Clan del Golfo;Sinaloa Cartel;Zetas;Shining Path;FMLN;ARENA;Sandinistas;Azov Regiment;
    Right Sector;Ukrainian Armed Forces;Russian Defense Ministry;Russian Ministry of Defence;Donetsk People's Republic;
    Kremlin;FSB;GRU;OSCE;NATO;United Nations;UN;UNICEF;UNHCR;World Food Programme;World Health Organization;
    International Committee of the Red Cross;Red Crescent;Doctors Without Borders;MSF;Human Rights Watch;
    Amnesty International;European Union;African Union;Arab League;ECOWAS;IGAD;ASEAN;Pentagon;CENTCOM;AFRICOM;CIA;
    State Department;Ministry of Defense;Defence Ministry;Interior Ministry;Foreign Ministry;Health Ministry;
    National Directorate of Security;Afghan National Army;Pakistan Army;Inter-Services Public Relations;ISPR;
    Border Security Force;CRPF;Communist Party of India;LTTE;Liberation Tigers of Tamil Eelam;Arakan Army;Tatmadaw;
    Kachin Independence Army;Karen National Union;People's Defence Force;Abu Sayyaf;New People's Army;Maute Group;
    Moro Islamic Liberation Front;MILF;MNLF;Jemaah Islamiyah;Free Papua Movement;BRN;Reuters;AFP;Associated Press;AP;
    BBC;Al Jazeera;Al Arabiya;CNN;Xinhua;TASS;Interfax;Anadolu Agency;Libya Herald;Libya Observer;Daily Star;
    New York Times;Washington Post;Guardian;Dawn;Times of India;Irish Republican Army;IRA;ETA;KLA;Bosnian Serb Army;
    Al-Saiqa Special Forces;Benghazi Revolutionaries Shura Council;Misrata Military Council;Petroleum Facilities Guard;
    Third Force;Benghazi Defense Brigades;Al-Bunyan Al-Marsous;National Oil Corporation;Central Bank;Zintan Brigades
    """.replace("\n", "").split(";")
    if name.strip()
)

_GIVEN = """
    Khalifa Ahmed Mohamed Mohammed Mahmoud Omar Ali Hassan Hussein Ibrahim Yousef Khaled Abdul Mustafa Fayez Aguila Saif
    Wanis Faraj Salem Nasser Saleh Abdullah Fatima Aisha Maryam Layla Zainab Amina Nour Bashar Haider Nouri Muqtada
    Qassem Hadi Abdulmalik Tareq Ashraf Hamid Zalmay Gul Jan Mirza Asif Imran Nawaz Shehbaz Rajnath Amit Narendra Sunil
    Priya Anil Ravi Siva Mahinda Velupillai Ranil Aung Min Than Htin Thein Volodymyr Oleksiy Petro Viktor Vladimir Sergei
    Dmitry Igor Ramzan Yevgeny Valery Oleksandr Natalia Olena Ilham Nikol Mikheil Recep Binali Hulusi Benjamin Yair Benny
    Avigdor Ehud Yitzhak Ismail Yahya Marwan Najib Saad Walid Michel Hassan Goodluck Muhammadu Bola Abubakar Yakubu Umar
    Idriss Mahamat Ousmane Amadou Ibrahim Assimi Moussa Boubou Faustin Felix Joseph Laurent Jean-Pierre Jean Paul Yoweri
    Salva Riek Abdel Hemedti Abiy Debretsion Isaias Hailemariam Uhuru William Raila Filipe Juan Jose Carlos Luis Ivan
    Gustavo Alvaro Andres Nicolas Hugo Pedro Miguel Maria Rosa Ana John David James Robert Michael Thomas Peter Stephen
    Mark Susan Sarah Anne Emma Kate Pierre Francois Emmanuel Claude Marie Hans Angela Klaus Rodrigo Benigno Ferdinand
    Joko Prabowo Prayut Somchai Hun Ljubo Ratko Slobodan Franjo Hashim Agim Ivo Zoran Nuri Ghassan Martin Tobias
""".split()
_FAMILY = """
    Haftar al-Sarraj Saleh al-Mismari Bashagha Dbeibah al-Thani al-Ghariani al-Mahjoub Gaddafi al-Senussi al-Zwawi Belhaj
    al-Assad al-Jolani Alloush al-Maliki al-Abadi al-Sadr al-Amiri Barzani Talabani al-Sistani al-Houthi Hadi al-Zubaidi
    Karzai Ghani Abdullah Dostum Hekmatyar Mansour Akhundzada Haqqani Mehsud Khan Sharif Bhutto Bajwa Singh Kumar Sharma
    Reddy Patel Modi Rajapaksa Prabhakaran Perera Fernando Hlaing Soe Kyaw Zelensky Poroshenko Zaluzhny Syrskyi Putin Shoigu
    Lavrov Kadyrov Prigozhin Gerasimov Peskov Konashenkov Strelkov Aliyev Pashinyan Saakashvili Erdogan Yildirim Akar
    Netanyahu Gantz Lieberman Barak Rabin Haniyeh Sinwar Abbas Barghouti Mikati Hariri Jumblatt Aoun Nasrallah Jonathan
    Buhari Tinubu Shekau al-Barnawi Deby Sonko Traore Goita Keita Maiga Touadera Bozize Tshisekedi Kabila Nkunda Makenga
    Ntaganda Kagame Museveni Kony Kiir Machar al-Bashir al-Burhan Dagalo Ahmed Gebremichael Afwerki Desalegn Kenyatta Ruto
    Odinga Nyusi Dhlakama Santos Uribe Duque Petro Marquez Maduro Chavez Garcia Lopez Martinez Hernandez Rodriguez Ramirez
    Smith Johnson Brown Williams Taylor Wilson Davis Miller Campbell Walker Murphy Dubois Laurent Macron Merkel Schmidt
    Duterte Aquino Marcos Hapilon Widodo Subianto Chan-ocha Mladic Karadzic Milosevic Tudjman Izetbegovic Thaci Ceku
    Salame Kubis Kobler Leon Williams Bathily Guterres Griffiths Grundberg Pedersen de Mistura Brahimi O'Brien McGurk
""".replace("de Mistura", "Mistura").split()
_FAMILY_ONLY, _KUNYAS, _INITIALS = 1 / 3, 0.4, 0.45  # each share counts from the one before
_TITLES = "Abu Umm Sheikh".split()


def people(rng: random.Random, count: int) -> list[str]:
    """Made-up names of people: given and family names joined at random."""
    return [_person(rng) for _ in range(count)]


def _person(rng: random.Random) -> str:
    """One made-up name; a third are family names alone, some kunyas or with a middle initial."""
    given, family, drawn = rng.choice(_GIVEN), rng.choice(_FAMILY), rng.random()
    if drawn < _FAMILY_ONLY:
        return family
    if drawn < _KUNYAS:
        return f"{rng.choice(_TITLES)} {given}"
    if drawn < _INITIALS:
        return f"{given} {rng.choice('ABDHKMS')}. {family}"
    return f"{given} {family}"
